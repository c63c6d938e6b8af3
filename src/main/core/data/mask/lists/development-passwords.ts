/** The one password of everybody in masked data. */
export const developmentPassword = 'backlot';

interface KnownHash {
  readonly form: RegExp;
  /** The hash of `developmentPassword`, in the very form of the one found. */
  readonly write: (found: string) => string;
}

const argon = 'm=19456,t=2,p=1$YmFja2xvdC1zYWx0LTAxNg$';
const like = (found: string, hash: string): string => (/[A-F]/.test(found) ? hash.toUpperCase() : hash);
const always = (hash: string) => (): string => hash;

/** Hashes of the development password, computed once. */
export const developmentHashes: readonly KnownHash[] = [
  {
    form: /^\$2[abxy]\$\d\d\$/,
    write: (found) => `${found.slice(0, 4)}10$BacklotBacklotBacklot.ncL6tN9djNCPgwXOg/xqB6uDSW9Bbda`,
  },
  {
    form: /^\$argon2id\$/,
    write: always(`$argon2id$v=19$${argon}aa7OEEBcbRNFeyAkG4st0DR/P/LmLYYWy98avSQCwNo`),
  },
  {
    form: /^\$argon2i\$/,
    write: always(`$argon2i$v=19$${argon}3fuemErABygdN7GIdE9406ifI5YKQs+a/Tx9hJy0f18`),
  },
  {
    form: /^\$argon2d\$/,
    write: always(`$argon2d$v=19$${argon}FVR8dCEi6Z8ldPEmBdDl+Aqib+AiL3geQ+CT6/pYBZU`),
  },
  {
    form: /^pbkdf2_sha256\$/,
    write: always('pbkdf2_sha256$260000$backlotsalt$NVWNc0VSFUtaBzAtDlkHKfW/LhFTgAbV5GxcDc3LxL8='),
  },
  {
    form: /^\$6\$/,
    write: always(
      '$6$backlotsalt$hq9zIwTgCDNXBri.23dILsApdHByQ0LDPXsWFACaEHHtV7XZSq8w8LwdaspwO5sOqCDr7CuWBm9hHIi04zWfT0',
    ),
  },
  { form: /^\$5\$/, write: always('$5$backlotsalt$mYl5U810bfDL1mcDIiCO3cxo0I/aGQUsBV7aFDub/CB') },
  { form: /^\$1\$/, write: always('$1$backlot$BBd.qpDtv/m.YK3xgHfKU1') },
  { form: /^[0-9a-f]{32}$/i, write: (found) => like(found, 'eaa128145c36c0ea14ccc196aa3f2f89') },
  { form: /^[0-9a-f]{40}$/i, write: (found) => like(found, 'd52a310267b85f7d9b8c096ea98b01dc08d7afad') },
  {
    form: /^[0-9a-f]{64}$/i,
    write: (found) => like(found, '2c4f900de8ef8feabcd64ff8ec36ce937f1a9987cc28c192ee66183039e5c78b'),
  },
  {
    form: /^[0-9a-f]{128}$/i,
    write: (found) =>
      like(
        found,
        '1afd022f13ffff146c10d5e93aafc156d9d25c56048855dfd3542524a91cbce1397fe69acef0ba45a1ea8721459bfc30d38896b0a978e845761498de51091725',
      ),
  },
];

/** Whether a text is the development password or one of its hashes. */
export const isDevelopmentPassword = (text: string): boolean =>
  text === developmentPassword ||
  developmentHashes.some(({ form, write }) => form.test(text) && write(text) === text);
