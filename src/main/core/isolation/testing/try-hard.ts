/**
 * For tests: a program for a container that tries to reach an address past everything, in the ways there are,
 * and tells what came of each as JSON. Its arguments: the address outside, then "host:port" to be opened.
 */
export const tryHard = `
const net = require('node:net'), dns = require('node:dns'), dgram = require('node:dgram'), http = require('node:http');
const [outside, ...others] = process.argv.slice(1);
const told = {};
const within = (name, ms, run) => new Promise((resolve) => {
  const done = (what) => { if (!(name in told)) told[name] = what; clearTimeout(timer); resolve(); };
  const timer = setTimeout(() => done('timeout'), ms);
  run(done);
});
const open = (host, port) => (done) => {
  const socket = net.connect({ host, port });
  socket.on('connect', () => { done('open'); socket.destroy(); }).on('error', (error) => done(error.code));
  setTimeout(() => socket.destroy(), 3000).unref();
};
const send = (port, bytes) => (done) => {
  const socket = dgram.createSocket('udp4');
  socket.on('error', (error) => { done(error.code); });
  socket.on('message', () => { done('answer'); socket.close(); });
  socket.send(bytes, port, outside, (error) => { if (error) done(error.code); });
  socket.unref();
};
const query = Buffer.from('0007010000010000000000000366616b076578616d706c650000010001', 'hex');
const get = (options) => (done) => {
  http.get(options, (answer) => { answer.resume(); done(answer.statusCode); }).on('error', (error) => done(error.code));
};
Promise.all([
  within('tcp', 2000, open(outside, 80)),
  within('smtp', 2000, open(outside, 25)),
  within('udp', 1000, send(9999, 'x')),
  within('dns', 1000, send(53, query)),
  within('name', 15000, (done) => dns.resolve4('secret.tunnel.example', (error, found) => done(error ? error.code : found[0]))),
  within('web', 15000, get({ host: 'api.stripe.example', path: '/v1/charges', agent: false })),
  ...others.map((to) => { const at = to.lastIndexOf(':'); return within(to, 4000, open(to.slice(0, at), Number(to.slice(at + 1)))); }),
]).then(() => { console.log(JSON.stringify(told)); process.exit(); });
`;

/** For tests: sends one mail to a host as an application would, and tells the last answer. */
export const sendMail = `
const net = require('node:net');
const [host, port] = process.argv.slice(1);
const lines = ['EHLO shop', 'MAIL FROM:<shop@example.com>', 'RCPT TO:<customer@example.com>', 'DATA',
  'From: Shop <shop@example.com>\\r\\nTo: customer@example.com\\r\\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\\r\\n' +
  'MIME-Version: 1.0\\r\\nContent-Type: text/html; charset=utf-8\\r\\n\\r\\n<p>Your order</p>\\r\\n.', 'QUIT'];
const socket = net.connect({ host, port: Number(port) });
let all = '';
socket.on('data', (bytes) => {
  all += bytes;
  if (/^\\d{3} [^\\r]*\\r\\n$/m.test(String(bytes)) && lines.length > 0) socket.write(lines.shift() + '\\r\\n');
}).on('close', () => { console.log(all.split('\\r\\n').filter((line) => /Captured|^[45]/.test(line)).join()); })
  .on('error', (error) => { console.log(error.code); });
`;
