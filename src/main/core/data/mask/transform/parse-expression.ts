/** A small language without loops, assignments or anything of the machine: what `custom` is written in. */
export type Expression =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'join' | 'equal' | 'unequal'; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'choice';
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    };

const token = /\s*(?:('(?:[^'\\]|\\.)*')|(\d+(?:\.\d+)?)|([A-Za-z_]\w*)|(==|!=|[+?:(),]))/y;
const deepest = 40;

/** Takes an expression apart. @throws Error that says in words what is wrong with it. */
export function parseExpression(source: string): Expression {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < source.trimEnd().length) {
    const at = token.lastIndex;
    const match = token.exec(source);
    if (match === null) throw new Error(`what begins at character ${at + 1} is not understood`);
    tokens.push(match[0].trim());
  }
  let next = 0;
  let depth = 0;
  const take = (wanted: string): void => {
    if (tokens[next] !== wanted)
      throw new Error(`"${wanted}" is missing before ${tokens[next] ?? 'the end'}`);
    next += 1;
  };
  const parseChoice = (): Expression => {
    depth += 1;
    if (depth > deepest) throw new Error('it is nested too deeply');
    const test = parseComparison();
    let result = test;
    if (tokens[next] === '?') {
      next += 1;
      const then = parseChoice();
      take(':');
      result = { kind: 'choice', test, then, otherwise: parseChoice() };
    }
    depth -= 1;
    return result;
  };
  const parseComparison = (): Expression => {
    const left = parseJoin();
    const operator = tokens[next];
    if (operator !== '==' && operator !== '!=') return left;
    next += 1;
    return { kind: operator === '==' ? 'equal' : 'unequal', left, right: parseJoin() };
  };
  const parseJoin = (): Expression => {
    let left = parsePrimary();
    while (tokens[next] === '+') {
      next += 1;
      left = { kind: 'join', left, right: parsePrimary() };
    }
    return left;
  };
  const parsePrimary = (): Expression => {
    const part = tokens[next];
    next += 1;
    if (part === undefined) throw new Error('it ends too early');
    if (part.startsWith("'")) return { kind: 'text', text: part.slice(1, -1).replace(/\\(.)/gs, '$1') };
    if (/^\d/.test(part)) return { kind: 'text', text: part };
    if (part === '(') {
      const inner = parseChoice();
      take(')');
      return inner;
    }
    if (!/^[A-Za-z_]/.test(part)) throw new Error(`${part} is not expected here`);
    if (tokens[next] !== '(') return { kind: 'name', name: part };
    next += 1;
    const args: Expression[] = [];
    while (tokens[next] !== ')') {
      args.push(parseChoice());
      if (tokens[next] !== ')') take(',');
    }
    next += 1;
    return { kind: 'call', name: part, args };
  };
  const expression = parseChoice();
  if (next < tokens.length) throw new Error(`${tokens[next]} is not expected here`);
  return expression;
}
