import type {InHand} from './run.ts';

/** The acts that an engine has under way. */
export interface ActsAtHand {
  /** Takes note of an effect that was begun. */
  readonly add: (hand: InHand) => InHand;
  /** Withdraws every act, and settles once each has come to its end. */
  readonly endAll: () => Promise<void>;
}

/** None is under way yet. */
export function actsAtHand(): ActsAtHand {
  const acts = new Set<InHand>();
  return {
    add: (hand) => {
      if (hand.ended === undefined) return hand;
      acts.add(hand);
      const over = () => acts.delete(hand);
      hand.ended.then(over, over);
      return hand;
    },
    endAll: async () => {
      for (const act of acts) act.withdraw();
      await Promise.allSettled([...acts].map(({ended}) => ended));
    },
  };
}
