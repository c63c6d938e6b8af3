import { compileMasks } from './src/main/core/data/mask/compile-masks.ts';
import { createRowMasker } from './src/main/core/data/mask/create-row-masker.ts';
import { makeTable } from './src/main/core/data/mask/testing/make-table.ts';
import { rule, rulesFor, testSecret } from './src/main/core/data/mask/testing/mask-text.ts';
const table = makeTable({id:'bigint',email:'text',full_name:'text',status:'text',c:'timestamp',u:'timestamp',plan:'text',amount:'numeric',session:'uuid',note:'text'});
const rows=[];const g=['Anna','Peter','Maria','Thomas'];const d=['gmail.com','web.de','outlook.com'];
for(let i=0;i<200000;i++) rows.push([100000+i,`${g[i%4]}.schmidt${i}@${d[i%3]}`.toLowerCase(),`${g[i%4]} Schmidt`,'active','2024-03-05 10:11:12.131415+00','2025-03-05 10:11:12+00','standard',`${i%1000}.50`,`4b5f1f6e-9d0b-4c1a-8f7e-${String(i).padStart(12,'0')}`,'the customer asked for a call back about the second invoice of last month'].join('\t'));
const data=Buffer.from(rows.join('\n')+'\n');
const which = process.argv[2];
const sets = { keepall:{}, nul:{plan:rule('null')}, const2:{email:rule('constant',{value:'x'}),full_name:rule('constant',{value:'y'})}, hash2:{email:rule('hash'),full_name:rule('hash')}, email:{email:rule('email')}, name:{full_name:rule('full-name')}, key:{id:rule('key')}, text:{note:rule('text')}, uuid:{session:rule('uuid')}};
for (const [n, r] of Object.entries(sets)) { if (which && which!==n) continue; const c = compileMasks({table, rules: rulesFor(table,r), secret:testSecret});
 let best=1e9; for(let k=0;k<(which?15:5);k++){ const m=createRowMasker(c); const b=process.cpuUsage(); for(let at=0;at<data.length;at+=262144) m.push(data.subarray(at,at+262144)); const u=process.cpuUsage(b); best=Math.min(best,(u.user+u.system)/1e6);} 
 console.log(n.padEnd(8), (data.length/1e6/best).toFixed(0),'MB/s cpu', (best/200000*1e9).toFixed(0),'ns/row'); }
