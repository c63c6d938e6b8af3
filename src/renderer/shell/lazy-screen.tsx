import { type ComponentType, lazy } from 'react';

export interface ScreenChunk {
  /** The screen, once it is there. */
  readonly loaded: () => ComponentType | undefined;
  /** Suspends until it is there. */
  readonly Lazy: ComponentType;
  /** Begins to load it, before it is shown. */
  readonly preload: () => void;
}

/** A screen in a chunk of its own, loaded once. */
export function screenChunk(load: () => Promise<ComponentType>): ScreenChunk {
  let screen: ComponentType | undefined;
  let loading: Promise<ComponentType> | undefined;
  const begin = (): Promise<ComponentType> => {
    loading ??= load().then((found) => {
      screen = found;
      return found;
    });
    return loading;
  };
  return {
    loaded: () => screen,
    Lazy: lazy(async () => ({ default: await begin() })),
    preload: () => {
      // A failure is told where it is shown: by the error boundary around it.
      begin().catch(() => {});
    },
  };
}

/** Once loaded it is drawn at once: what was suspended even for a moment is held back by React for 300 ms. */
export function LazyScreen({ chunk: { loaded, Lazy } }: { readonly chunk: ScreenChunk }) {
  const Loaded = loaded();
  return Loaded ? <Loaded /> : <Lazy />;
}
