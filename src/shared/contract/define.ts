import type { z } from 'zod';

/** Reads; may be repeated at will. */
export interface Query<Input extends z.ZodType, Output extends z.ZodType> {
  readonly kind: 'query';
  readonly input: Input;
  readonly output: Output;
}

/** Changes something; never repeated by the client on its own. */
export interface Command<Input extends z.ZodType, Output extends z.ZodType> {
  readonly kind: 'command';
  readonly input: Input;
  readonly output: Output;
}

/** A stream of values, each behind a cursor from which a later subscription can go on. */
export interface Topic<Params extends z.ZodType, Value extends z.ZodType> {
  readonly kind: 'topic';
  readonly params: Params;
  readonly value: Value;
}

export type Method =
  | Query<z.ZodType, z.ZodType>
  | Command<z.ZodType, z.ZodType>
  | Topic<z.ZodType, z.ZodType>;

/** One domain's methods by name. */
export type Domain = Readonly<Record<string, Method>>;

/** All domains by name; on the wire a method is `domain.name`. */
export type Contract = Readonly<Record<string, Domain>>;

export const query = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Query<I, O> => ({
  kind: 'query',
  input,
  output,
});

export const command = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Command<I, O> => ({
  kind: 'command',
  input,
  output,
});

export const topic = <P extends z.ZodType, V extends z.ZodType>(params: P, value: V): Topic<P, V> => ({
  kind: 'topic',
  params,
  value,
});

/** One value of a topic. Cursors grow; a subscription `after` one gets only what came later. */
export interface TopicEvent<Value> {
  readonly cursor: number;
  readonly value: Value;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

export interface SubscribeOptions {
  readonly signal?: AbortSignal | undefined;
  /** Only what came after this cursor; absent: from what the topic keeps, or its present state. */
  readonly after?: number | undefined;
}

type ClientMethod<M extends Method> =
  M extends Topic<infer P, infer V>
    ? (params: z.input<P>, options?: SubscribeOptions) => AsyncIterable<TopicEvent<z.output<V>>>
    : M extends Query<infer I, infer O> | Command<infer I, infer O>
      ? (input: z.input<I>, options?: CallOptions) => Promise<z.output<O>>
      : never;

/** What a door sees: `client.operations.list({})`, `for await (… of client.operations.events({}))`. */
export type Client<C extends Contract> = {
  readonly [D in keyof C]: { readonly [M in keyof C[D]]: ClientMethod<C[D][M]> };
};

export interface CallContext {
  /** Aborted when the caller cancels or its connection closes. */
  readonly signal: AbortSignal;
}

export interface TopicContext extends CallContext {
  readonly after: number | undefined;
}

/** What a handler may answer with: the core's values are readonly, the schemas' types are not. */
type Given<T> = T extends readonly (infer Item)[]
  ? readonly Given<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Given<T[K]> }
    : T;

type HandlerMethod<M extends Method> =
  M extends Topic<infer P, infer V>
    ? (params: z.output<P>, context: TopicContext) => AsyncIterable<TopicEvent<Given<z.input<V>>>>
    : M extends Query<infer I, infer O> | Command<infer I, infer O>
      ? (input: z.output<I>, context: CallContext) => Given<z.input<O>> | Promise<Given<z.input<O>>>
      : never;

/** What a domain's handler file provides. */
export type DomainHandlers<D extends Domain> = { readonly [M in keyof D]: HandlerMethod<D[M]> };

export type Handlers<C extends Contract> = { readonly [D in keyof C]: DomainHandlers<C[D]> };
