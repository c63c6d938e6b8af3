import { z } from 'zod';

/** One line of the engine's answer to a pull. */
export const pullMessage = z.object({
  id: z.string().optional(),
  status: z.string().optional(),
  progressDetail: z
    .object({ current: z.number().optional(), total: z.number().optional(), units: z.string().optional() })
    .nullish(),
  error: z.string().optional(),
  errorDetail: z.object({ message: z.string() }).optional(),
});
export type PullMessage = z.infer<typeof pullMessage>;

export type LayerPhase =
  | 'waiting'
  | 'downloading'
  | 'retrying'
  | 'downloaded'
  | 'extracting'
  | 'done'
  | 'present';

/** One layer of an image on its way here; bytes are those of the download. */
export interface PullLayer {
  readonly id: string;
  readonly phase: LayerPhase;
  readonly current: number;
  /** 0 until the registry has told it. */
  readonly total: number;
}

/** How far a pull has come. Its size is that of the image's list of layers, however long it takes. */
export interface PullProgress {
  readonly layers: readonly PullLayer[];
  /** Bytes loaded so far, and of all layers whose size is known. */
  readonly current: number;
  readonly total: number;
  /** False while a layer's size is not known: `total` will grow. */
  readonly complete: boolean;
  /** "sha256:…" once the registry has said what the tag means. */
  readonly digest: string | undefined;
}

export const noPullProgress: PullProgress = {
  layers: [],
  current: 0,
  total: 0,
  complete: false,
  digest: undefined,
};

const phases: readonly (readonly [words: RegExp, phase: LayerPhase])[] = [
  [/^Pulling fs layer|^Waiting|^Preparing/, 'waiting'],
  [/^Downloading/, 'downloading'],
  [/^Retrying/, 'retrying'],
  [/^Verifying Checksum|^Download complete/, 'downloaded'],
  [/^Extracting/, 'extracting'],
  [/^Pull complete/, 'done'],
  [/^Already exists/, 'present'],
];

function moveLayer(layer: PullLayer, phase: LayerPhase, message: PullMessage): PullLayer {
  const { current = 0, total = 0, units } = message.progressDetail ?? {};
  switch (phase) {
    case 'waiting':
      // Said again of layers that wait for their turn to be unpacked: what is loaded stays loaded.
      return layer;
    case 'downloading': {
      const size = Math.max(layer.total, total);
      return { ...layer, phase, current: size > 0 ? Math.min(current, size) : current, total: size };
    }
    case 'retrying':
      return { ...layer, phase, current: 0 };
    case 'extracting':
      // A small layer is loaded before its size was ever told; the newest image store counts seconds here.
      return units === undefined && layer.total === 0
        ? { ...layer, phase, current: total, total }
        : { ...layer, phase, current: layer.total };
    case 'downloaded':
    case 'done':
    case 'present':
      return { ...layer, phase, current: layer.total };
  }
}

/** The progress after one more message of the engine. */
export function advancePull(progress: PullProgress, message: PullMessage): PullProgress {
  const status = message.status ?? '';
  const digest = /^Digest: (\S+)/.exec(status)?.[1];
  if (digest !== undefined) return { ...progress, digest };
  const phase = phases.find(([words]) => words.test(status))?.[1];
  if (message.id === undefined || phase === undefined) return progress;
  const { id } = message;
  const known = progress.layers.find((layer) => layer.id === id);
  const moved = moveLayer(known ?? { id, phase: 'waiting', current: 0, total: 0 }, phase, message);
  const layers = known
    ? progress.layers.map((layer) => (layer === known ? moved : layer))
    : [...progress.layers, moved];
  return {
    ...progress,
    layers,
    current: layers.reduce((sum, layer) => sum + layer.current, 0),
    total: layers.reduce((sum, layer) => sum + layer.total, 0),
    complete: layers.every(
      ({ phase, total }) => total > 0 || !['waiting', 'downloading', 'retrying'].includes(phase),
    ),
  };
}
