/**
 * For tests: what sends mails of all kinds from inside a container. `send(mail)` speaks SMTP itself and answers
 * `{ id, hash, size, reply }`: the SHA-256 of what was sent, and what the server said to it, or why it said nothing.
 * `id` is the mail's subject. `kind` is how the connection is made, `auth` a mechanism, `pieces` the bytes that are
 * written at a time with `pauseMs` between them, `breaksOff` the bytes after which the client goes away.
 */
const speakSmtp = `
const net = require('node:net'), tls = require('node:tls'), { createHash } = require('node:crypto');
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const b64 = (text) => Buffer.from(text).toString('base64');
async function send({ id, port = 25, kind = 'plain', auth, to = ['a@example.com'], mailFrom = '<shop@example.com>', content, pieces, pauseMs = 0, pipelined = false, breaksOff }) {
  const body = content ?? Buffer.from('Subject: ' + id + '\\r\\n\\r\\nHello ' + id + '\\r\\n');
  const hash = createHash('sha256').update(body).digest('hex');
  const done = (reply) => ({ id, hash, size: body.length, reply });
  let socket, held = '', waiting, gone;
  const hear = (to) => {
    socket = to;
    socket.on('data', (bytes) => { held += bytes; waiting?.(); })
      .on('error', (error) => { gone ??= error.code ?? error.message; waiting?.(); })
      .on('close', () => { gone ??= 'closed'; waiting?.(); });
  };
  const reply = async () => {
    for (;;) {
      const found = /^(?:\\d{3}-[^\\n]*\\n)*(\\d{3} [^\\n]*)\\n/.exec(held);
      if (found) { held = held.slice(found[0].length); return found[1].trim(); }
      if (gone) throw new Error(gone);
      await new Promise((resolve) => { waiting = resolve; });
    }
  };
  const say = async (line, wanted) => {
    socket.write(line + '\\r\\n');
    const said = await reply();
    if (!said.startsWith(wanted)) throw new Error(line.slice(0, 40) + ': ' + said);
    return said;
  };
  const secured = (options) => new Promise((resolve, reject) => {
    const made = tls.connect({ ...options, rejectUnauthorized: false, servername: 'smtp.example.com' }, () => resolve(made));
    made.on('error', reject);
  });
  try {
    if (kind === 'implicit') hear(await secured({ host: 'smtp.example.com', port }));
    else hear(net.connect({ host: 'smtp.example.com', port }));
    await reply();
    await say('EHLO shop', '250');
    if (kind === 'starttls') {
      await say('STARTTLS', '220');
      socket.removeAllListeners();
      hear(await secured({ socket }));
      await say('EHLO shop', '250');
    }
    if (auth === 'PLAIN') await say('AUTH PLAIN ' + b64('\\0any\\0thing'), '235');
    if (auth === 'LOGIN') { await say('AUTH LOGIN', '334'); await say(b64('any'), '334'); await say(b64('thing'), '235'); }
    if (auth === 'CRAM-MD5') { await say('AUTH CRAM-MD5', '334'); await say(b64('any 0123456789abcdef0123456789abcdef'), '235'); }
    const envelope = ['MAIL FROM:' + mailFrom, ...to.map((one) => 'RCPT TO:<' + one + '>')];
    if (pipelined) {
      socket.write([...envelope, 'DATA', ''].join('\\r\\n'));
      for (const _ of envelope) await reply();
      await reply();
    } else {
      for (const line of envelope) await say(line, '250');
      await say('DATA', '354');
    }
    const stuffed = Buffer.from(body.toString('latin1').replace(/^\\./gm, '..') + '.\\r\\n', 'latin1');
    const all = breaksOff === undefined ? stuffed : stuffed.subarray(0, breaksOff);
    const size = pieces ?? 65536;
    for (let at = 0; at < all.length && !gone; at += size) {
      if (!socket.write(all.subarray(at, at + size)))
        await Promise.race([new Promise((resolve) => socket.once('drain', resolve).once('close', resolve)), wait(30000)]);
      if (pauseMs > 0) await wait(pauseMs);
    }
    if (breaksOff !== undefined) { socket.destroy(); return done('broke off'); }
    const said = await reply();
    socket.end('QUIT\\r\\n');
    return done(said);
  } catch (error) {
    socket?.destroy();
    return done(String(error.message));
  }
}
`;

/** For tests: mails of every kind, many at once; tells what became of each, a line of JSON a mail. */
export const tortureMails = `${speakSmtp}
const head = (id) => Buffer.from('Subject: ' + id + '\\r\\n');
const mib = 2 ** 20;
const big = (id, bytes) => Buffer.concat([head(id), Buffer.from('\\r\\n'), Buffer.alloc(Math.floor(bytes / 78) * 78, 'x'.repeat(76) + '\\r\\n')]);
const broken = {
  'no-blank-line': Buffer.from('Subject: no-blank-line\\r\\nContent-Type: multipart/mixed; boundary=a\\r\\n'),
  'open-boundary': Buffer.concat([head('open-boundary'), Buffer.from('Content-Type: multipart/mixed; boundary="a"\\r\\n\\r\\n--a\\r\\nContent-Type: multipart/alternative; boundary=b\\r\\n\\r\\n--b\\r\\nContent-Transfer-Encoding: base64\\r\\n\\r\\n@@@not base64\\r\\n')]),
  'binary': Buffer.concat([head('binary'), Buffer.from('\\r\\n'), Buffer.from(Array.from({ length: 4096 }, (_, i) => i % 256)).filter((byte) => byte !== 13 && byte !== 10), Buffer.from('\\r\\n')]),
  'bare-line-feeds': Buffer.concat([head('bare-line-feeds'), Buffer.from('\\r\\na\\nb\\n\\nc\\n\\r\\n')]),
  'long-header': Buffer.concat([head('long-header'), Buffer.from('X-Long: ' + 'z'.repeat(500000) + '\\r\\n\\r\\nx\\r\\n')]),
  'dots': Buffer.concat([head('dots'), Buffer.from('\\r\\n.\\r\\n..\\r\\n.x\\r\\n')]),
  'Grüße aus Köln': Buffer.from('Subject: Grüße aus Köln\\r\\nFrom: Ünal <shop@example.com>\\r\\n\\r\\nFür Sie\\r\\n'),
  'nested': Buffer.concat([head('nested'), ...Array.from({ length: 300 }, (_, i) => Buffer.from('Content-Type: multipart/mixed; boundary=b' + i + '\\r\\n\\r\\n--b' + i + '\\r\\n'))]),
};
const mails = [
  { id: 'thirty-megabytes', content: big('thirty-megabytes', 30 * mib) },
  { id: 'thirty-megabytes-tls', port: 465, kind: 'implicit', content: big('thirty-megabytes-tls', 30 * mib) },
  { id: 'too-large', content: big('too-large', 51 * mib) },
  { id: 'five-hundred', to: Array.from({ length: 500 }, (_, i) => 'customer' + i + '@example.com') },
  { id: 'five-hundred-pipelined', pipelined: true, to: Array.from({ length: 500 }, (_, i) => 'customer' + i + '@example.com') },
  { id: 'slow', pieces: 1, pauseMs: 5 },
  { id: 'slow-tls', port: 587, kind: 'starttls', pieces: 2, pauseMs: 10 },
  { id: 'breaks-off', breaksOff: 30 },
  { id: 'sender-of-nothing', mailFrom: '<>' },
  { id: 'beyond-ascii', mailFrom: '<grüße@köln.example> SMTPUTF8', to: ['jürgen@münchen.example', '"odd"@example.com', 'dot.@example.com'] },
  ...[25, 587, 1025].flatMap((port) => ['plain', 'starttls'].flatMap((kind) => [undefined, 'PLAIN', 'LOGIN', 'CRAM-MD5'].map((auth) => ({ id: [port, kind, auth].join('-'), port, kind, auth })))),
  ...[undefined, 'PLAIN', 'LOGIN', 'CRAM-MD5'].map((auth) => ({ id: ['465', auth].join('-'), port: 465, kind: 'implicit', auth })),
  ...Object.entries(broken).map(([id, content]) => ({ id, content })),
  ...Array.from({ length: 200 }, (_, i) => ({ id: 'crowd-' + i, pieces: 1 + (i % 7) })),
];
Promise.all(mails.map(async (mail) => console.log(JSON.stringify(await send(mail))))).then(() => process.exit());
`;

/**
 * For tests: 20 clients that send one mail after the other, whatever happens to the server, until each has been
 * told of 8 that are kept; tells what became of each. "begun" is the first line.
 */
export const persistentMails = `${speakSmtp}
console.log('begun');
const until = Date.now() + 90000;
Promise.all(Array.from({ length: 20 }, async (_, client) => {
  for (let kept = 0, i = 0; kept < 8 && Date.now() < until; i += 1) {
    const told = await send({ id: 'client-' + client + '-' + i, pieces: 20, pauseMs: 2 });
    if (told.reply.startsWith('250')) kept += 1;
    else await wait(50);
    console.log(JSON.stringify(told));
  }
})).then(() => process.exit());
`;
