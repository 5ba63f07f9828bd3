import { useState } from 'react';
import type { Answer } from '../../client/call.ts';
import type { Problem } from '../../client/problem.ts';
import { useWrite } from '../../client/use-write.ts';
import type { Service } from './catalogue.tsx';

/** What was asked for; without a wallet it is paid with own money. */
export interface Asked {
  readonly walletId: string | null;
  readonly buyerId: string;
  readonly beneficiaryId: string;
  readonly units: number;
  readonly serviceFrom: string;
}

export interface Placed {
  readonly vouchers: Answer<'orderVouchers'> | null;
  readonly private: { readonly code: string; readonly amountCents: number } | null;
}

export type Split = NonNullable<Problem['split']>;

/** Places an order by voucher, with own money, or both at once as a refusal offered. */
export function usePlacing({ id: serviceId, unitPriceCents }: Service, onPlaced: () => void) {
  const [placed, setPlaced] = useState<Placed>();
  const [asked, setAsked] = useState<Asked>();
  const done = (what: Placed) => {
    onPlaced();
    setPlaced(what);
  };
  const byVoucher = useWrite('orderVouchers', (answer) =>
    done({ vouchers: answer, private: answer.privateOrder }),
  );
  const byMoney = useWrite('placePrivateOrder', (answer) => done({ vouchers: null, private: answer }));
  const order = ({ walletId, buyerId, beneficiaryId, units, serviceFrom }: Asked, privateUnits?: number) => {
    byVoucher.reset();
    byMoney.reset();
    if (walletId === null)
      byMoney.mutate({ body: { buyerId, beneficiaryId, serviceId, units, serviceFrom } });
    else
      byVoucher.mutate({
        params: { walletId },
        body: {
          serviceId,
          beneficiaryId,
          units,
          serviceFrom,
          unitPriceCents,
          ...(privateUnits ? { privateUnits } : {}),
        },
      });
  };
  return {
    placed,
    error: byVoucher.error ?? byMoney.error,
    isPending: byVoucher.isPending || byMoney.isPending,
    place(wanted: Asked) {
      setAsked(wanted);
      order(wanted);
    },
    placeSplit({ voucherUnits, privateUnits }: Split) {
      if (!asked) return;
      if (voucherUnits > 0) order({ ...asked, units: voucherUnits }, privateUnits);
      else order({ ...asked, walletId: null, units: privateUnits });
    },
  };
}

export type Placing = ReturnType<typeof usePlacing>;
