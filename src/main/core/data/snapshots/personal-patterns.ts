import { hasSecret } from './secret-patterns.ts';

export const personalKinds = ['email', 'phone', 'card', 'secret'] as const;
export type PersonalKind = (typeof personalKinds)[number];

const email = /[a-z0-9._%+-]{1,64}@((?:[a-z0-9-]{1,63}\.)+[a-z]{2,24})\b/gi;
/** Domains that no mail reaches (RFC 2606 and RFC 6761). */
const reservedDomain = /(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)$/i;

/** International form, or the North American groups; bare digits are anything. */
const phone =
  /(?<![\w+])(?:\+[1-9]\d{0,2}[ ().-]{0,2}\d(?:[ ().-]{0,2}\d){6,12}|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4})(?![\w-]|\.\d)/g;
/** Ranges kept for fiction: 555-01xx, and those of Ofcom, ARCEP, the Bundesnetzagentur and ACMA. */
const fictional =
  /^(?:1?\d{3}55501\d\d|44(?:1\d{2}4960|1134960|1144960|1154960|2079460|7700900|8081570)\d+|33(?:199|261|353|465|536|639)\d+|49(?:3023125|6990009|4066969|22147100?|8999998|1512\d+|171392|176040690)\d*|61(?:[2378](?:5550|7010)|491)\d+|0+\d*)$/;

const cardRun = /(?<![\w.])\d(?:[ -]?\d){12,18}(?![\w]|\.\d)/g;
const issuer = /^(?:4|5[1-5]|2(?:2[2-9]|[3-6]|7[01]|720)|3[47]|6(?:011|5|4[4-9])|35|3[068])/;
/** Numbers that payment providers publish for tests. */
const testCard =
  /^(?:4242424242424242|4000|4111111111111111|4012888888881881|5555555555554444|5105105105105100|2223|37828224631000|371449635398431|601111111111|6011000990139424|3566|30569309025904|38520000023237)/;

/** Luhn's checksum over digits. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const doubled = digit * 2;
    sum += index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

const isCard = (run: string): boolean => {
  const digits = run.replaceAll(/[ -]/g, '');
  return issuer.test(digits) && !testCard.test(digits) && passesLuhn(digits) && !/^(\d)\1+$/.test(digits);
};

const isRealPhone = (found: string): boolean => !fictional.test(found.replaceAll(/\D/g, ''));

/**
 * What in a text has the form of personal data or of a secret; nothing that is plainly made up. `counts` says
 * of a domain whether an address in it is one.
 */
export function findPersonal(
  text: string,
  counts: (domain: string) => boolean = () => true,
): readonly PersonalKind[] {
  if (text.length < 6) return [];
  const found: PersonalKind[] = [];
  if (text.includes('@')) {
    for (const match of text.matchAll(email)) {
      const domain = (match[1] ?? '').toLowerCase();
      if (reservedDomain.test(domain) || !counts(domain)) continue;
      found.push('email');
      break;
    }
  }
  if (text.length >= 9 && text.match(phone)?.some(isRealPhone)) found.push('phone');
  if (text.length >= 13 && text.match(cardRun)?.some(isCard)) found.push('card');
  if (hasSecret(text)) found.push('secret');
  return found;
}
