/**
 * For tests: a program for a container that tries to reach an address past everything, in the ways there are,
 * and tells what came of each as JSON. Its argument is JSON: `outside` and `outside6`, addresses, and `others`,
 * "host:port" or "[address]:port" to be opened: "here" is what somebody answered who is to be out of reach.
 */
export const tryHard = `
const net = require('node:net'), dns = require('node:dns'), dgram = require('node:dgram'), http = require('node:http');
const { outside, outside6, others } = JSON.parse(process.argv[1]);
const told = {};
const within = (name, ms, run) => new Promise((resolve) => {
  const done = (what) => { if (!(name in told)) told[name] = what; clearTimeout(timer); resolve(); };
  const timer = setTimeout(() => done('timeout'), ms);
  run(done);
});
const open = (host, port) => (done) => {
  const socket = net.connect({ host, port });
  setTimeout(() => socket.destroy(), 3000).unref();
  let opened = false;
  socket.on('connect', () => { opened = true; socket.write('?'); })
    .on('data', (bytes) => { done(String(bytes).startsWith('here') ? 'here' : 'open'); socket.destroy(); })
    .on('close', () => done(opened ? 'open' : 'closed')).on('error', (error) => done(opened ? 'open' : error.code));
};
const send = (type, port, bytes, to) => (done) => {
  const socket = dgram.createSocket(type);
  socket.on('error', (error) => { done(error.code); });
  socket.on('message', () => { done('answer'); socket.close(); });
  socket.send(bytes, port, to, (error) => { if (error) done(error.code); });
  socket.unref();
};
const query = Buffer.from('0007010000010000000000000366616b076578616d706c650000010001', 'hex');
const get = (options) => (done) => {
  http.get(options, (answer) => { answer.resume(); done(answer.statusCode); }).on('error', (error) => done(error.code));
};
Promise.all([
  within('tcp', 2000, open(outside, 80)),
  ...[25, 465, 587, 1025].map((port) => within('smtp' + port, 2000, open(outside, port))),
  within('udp', 1000, send('udp4', 9999, 'x', outside)),
  within('dns', 1000, send('udp4', 53, query, outside)),
  within('dnsByTcp', 2000, open(outside, 53)),
  within('tcp6', 2000, open(outside6, 80)),
  within('smtp6', 2000, open(outside6, 25)),
  within('udp6', 1000, send('udp6', 9999, 'x', outside6)),
  within('name', 15000, (done) => dns.resolve4('secret.tunnel.example', (error, found) => done(error ? error.code : found[0]))),
  within('web', 15000, get({ host: 'api.stripe.example', path: '/v1/charges', agent: false })),
  ...others.map((to) => {
    const at = to.lastIndexOf(':');
    return within(to, 8000, open(to.slice(0, at).replace(/[[\\]]/g, ''), Number(to.slice(at + 1))));
  }),
]).then(() => { console.log(JSON.stringify(told)); process.exit(); });
`;

/**
 * For tests: a Perl program for a container that writes a datagram as a frame of its own, past its routes, to
 * whoever says to have an address. Its arguments: the address, the port. It tells "sent", or why not.
 */
export const sendFrame = `
use strict; use Socket;
my ($to, $port) = @ARGV;
my ($mac) = map { s/\\s|://gr } do { open my $f, '<', '/sys/class/net/eth0/address' or die; <$f> };
my ($index) = do { open my $f, '<', '/sys/class/net/eth0/ifindex' or die; <$f> };
my ($from) = \`ip -4 -o address show eth0\` =~ /inet ([0-9.]+)/;
my ($mine, $src, $dst, $all) = (pack('H*', $mac), inet_aton($from), inet_aton($to), "\\xff" x 6);
socket(my $wire, 17, SOCK_RAW, 0x0300) or do { print "refused: $!"; exit };
my $place = pack('S n i S C C a8', 17, 3, $index, 0, 0, 6, '');
send($wire, $all . $mine . pack('n nnCCn', 0x0806, 1, 0x0800, 6, 4, 1) . $mine . $src . "\\0" x 6 . $dst, 0, $place) or die $!;
my $next;
local $SIG{ALRM} = sub { die "nobody" };
eval {
  alarm 3;
  until ($next) {
    recv($wire, my $frame, 2000, 0);
    $next = substr($frame, 22, 6) if unpack('n', substr($frame, 12, 2)) == 0x0806 && substr($frame, 28, 4) eq $dst && substr($frame, 20, 2) eq "\\0\\2";
  }
  alarm 0;
};
my $udp = pack('nnnn', 5555, $port, 12, 0) . 'here';
my $head = pack('CCnnnCCn', 0x45, 0, 20 + length $udp, 1, 0, 64, 17, 0) . $src . $dst;
my $sum = 0; $sum += $_ for unpack('n*', $head); $sum = ($sum & 0xffff) + ($sum >> 16) while $sum >> 16;
substr($head, 10, 2) = pack('n', ~$sum & 0xffff);
send($wire, ($next // $all) . $mine . pack('n', 0x0800) . $head . $udp, 0, $place) or die $!;
print 'sent';
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
