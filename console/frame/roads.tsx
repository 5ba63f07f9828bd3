import { Suspense } from 'react';
import { Outlet, type RouteObject } from 'react-router';
import { Loading } from '../parts/loading.tsx';
import { Broken, NotFetched } from './broken.tsx';
import { FirstScreen } from './first-screen.tsx';
import { Footer } from './footer.tsx';
import { forDuty } from './for-duty.tsx';
import { Frame } from './frame.tsx';
import { NotFound } from './not-found.tsx';
import type { Screen } from './screen.ts';
import { openScreens, screens } from './screens.ts';

/**
 * Every screen stands in the frame; each is fetched when it is first opened. What goes wrong in one is told in its place,
 * by a road between the frame and it: the router shows nothing of a road that it could not fetch.
 */
export const roads: RouteObject[] = [
  {
    element: (
      <Suspense fallback={<Loading />}>
        <Outlet />
        <Footer />
      </Suspense>
    ),
    errorElement: <BrokenPage />,
    children: openScreens.map(roadTo),
  },
  {
    element: <Frame />,
    errorElement: <BrokenPage />,
    children: [
      {
        errorElement: <Broken />,
        children: [
          { index: true, element: <FirstScreen /> },
          ...screens.map(roadTo),
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
];

/** Not a screen but what stands around it fell apart. */
function BrokenPage() {
  return (
    <main className="container py-4">
      <Broken />
    </main>
  );
}

function roadTo({ path, load, duty }: Pick<Screen, 'path' | 'load' | 'duty'>): RouteObject {
  return {
    path,
    async lazy() {
      const { default: Component } = await load().catch((cause: unknown) => {
        throw new NotFetched(path, { cause });
      });
      return { Component: duty ? forDuty(duty, Component) : Component };
    },
  };
}
