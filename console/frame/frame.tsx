import { Suspense, useCallback } from 'react';
import { Outlet } from 'react-router';
import { useTranslation } from 'react-i18next';
import { Loading } from '../parts/loading.tsx';
import { WithinPage } from '../parts/within-page.tsx';
import { SessionEnd } from '../session/session-end.tsx';
import { SessionGate } from '../session/session.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { keepFocus } from './kept-focus.ts';
import { Live } from './live.tsx';

/** What stands around every screen. */
export function Frame() {
  const { t } = useTranslation();
  const content = useCallback((main: HTMLElement) => keepFocus(main), []);
  return (
    <>
      <WithinPage className="visually-hidden-focusable skip" to="content">
        {t('skip')}
      </WithinPage>
      <SessionGate>
        <Header />
        <main ref={content} id="content" className="container py-4" tabIndex={-1}>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
          <Live />
        </main>
        <Footer />
        <SessionEnd />
      </SessionGate>
    </>
  );
}
