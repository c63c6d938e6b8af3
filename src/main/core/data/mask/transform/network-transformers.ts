import { isIPv4, isIPv6 } from 'node:net';
import { z } from 'zod';
import { TextPermutation } from '../crypto/permute-text.ts';
import { userAgents } from '../lists/user-agents.ts';
import { fieldText } from '../read-field.ts';
import { categoryProblem, cutText, lengthProblem } from './column-fit.ts';
import { common } from './common-options.ts';
import { defineTransformer } from './transformer.ts';

const clearHost = (address: readonly number[], kept: number): readonly number[] =>
  address.map((byte, at) => byte & (0xff << Math.max(0, 8 - Math.max(0, kept - 8 * at))) & 0xff);

/** An address of a private network (10/8) or of the documentation's (2001:db8::/32), with the same prefix length. */
export const ip = defineTransformer(z.strictObject(common), (_options, column) => ({
  injective: false,
  leaks: ['frequency', 'equality'],
  problem: categoryProblem(column, ['inet', 'text']) ?? lengthProblem(column, 39),
  make: (context) => {
    const keyed = context.tag('ip', 'ip');
    return (bytes, start, end, out) => {
      const text = fieldText(bytes, start, end);
      const slash = text.indexOf('/');
      const bare = slash < 0 ? text : text.slice(0, slash);
      const mask = slash < 0 ? undefined : Number(text.slice(slash + 1));
      const input = Buffer.from(bare.toLowerCase());
      const words = keyed.of(input, 0, input.length);
      const drawn = Buffer.from(Uint32Array.from(words, (word) => word >>> 0).buffer);
      const six = isIPv6(bare);
      const prefix = six ? [0x20, 0x01, 0x0d, 0xb8] : [10];
      const all = [...prefix, ...drawn.subarray(0, (six ? 16 : 4) - prefix.length)];
      // cidr takes no bits behind its prefix; inet and text do not mind.
      const address = mask === undefined || !(isIPv4(bare) || six) ? all : clearHost(all, mask);
      const written = six
        ? Array.from({ length: 8 }, (_, at) =>
            (((address[2 * at] ?? 0) << 8) | (address[2 * at + 1] ?? 0)).toString(16),
          ).join(':')
        : address.join('.');
      out.text(cutText(mask === undefined ? written : `${written}/${mask}`, column.type.maxLength));
    };
  },
}));

const addressForm = /^([a-z][a-z0-9+.-]*:\/\/)?(?:[^@/?#]*@)?([^/?#:]*)(:\d+)?([\s\S]*)$/i;

/** An address with its host under .example, its form and the names of its parameters kept. */
export const url = defineTransformer(z.strictObject(common), (_options, column) => ({
  // Who logs in with it and which port is left out, so two could meet; without a limit to cut at they cannot.
  injective: false,
  leaks: ['frequency', 'equality', 'length', 'format'],
  problem: categoryProblem(column, ['text']),
  make: (context) => {
    const host = new TextPermutation(context.tag('host', 'url'));
    const rest = new TextPermutation(context.tag('rest', 'url'));
    const permute = (permutation: TextPermutation, text: string): string => {
      const buffer = Buffer.from(text);
      permutation.permute(buffer, 0, buffer.length);
      return buffer.toString();
    };
    const { maxLength } = column.type;
    return (bytes, start, end, out) => {
      const [, scheme = '', name = '', port = '', path = ''] =
        addressForm.exec(fieldText(bytes, start, end)) ?? [];
      const masked = path.replace(
        /([?&])([A-Za-z_][\w.-]{0,23}=)?([^?&#]*)|[^?&]+/g,
        (whole, mark, key, value) =>
          mark === undefined
            ? permute(rest, whole)
            : `${mark}${key ?? ''}${permute(rest, String(value ?? ''))}`,
      );
      const shownHost = name === '' ? '' : `${permute(host, name.toLowerCase())}.example`;
      out.text(cutText(`${scheme}${shownHost}${port}${masked}`, maxLength));
    };
  },
}));

/** One of the frequent user agents. */
export const userAgent = defineTransformer(z.strictObject(common), (_options, column) => ({
  injective: false,
  leaks: [],
  problem: categoryProblem(column, ['text']),
  make: (context) => {
    const keyed = context.tag('user-agent', 'user-agent');
    return (bytes, start, end, out) => {
      const word = (keyed.of(bytes, start, end)[0] ?? 0) >>> 0;
      out.text(cutText(userAgents[word % userAgents.length] ?? '', column.type.maxLength));
    };
  },
}));
