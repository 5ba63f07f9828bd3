import { Suspense } from 'react';
import { Outlet, type RouteObject } from 'react-router';
import { Loading } from '../parts/loading.tsx';
import { FirstScreen } from './first-screen.tsx';
import { Footer } from './footer.tsx';
import { forDuty } from './for-duty.tsx';
import { Frame } from './frame.tsx';
import { NotFound } from './not-found.tsx';
import type { Screen } from './screen.ts';
import { openScreens, screens } from './screens.ts';

/** Every screen stands in the frame; each is fetched when it is first opened. */
export const roads: RouteObject[] = [
  {
    element: (
      <Suspense fallback={<Loading />}>
        <Outlet />
        <Footer />
      </Suspense>
    ),
    children: openScreens.map(roadTo),
  },
  {
    element: <Frame />,
    children: [
      { index: true, element: <FirstScreen /> },
      ...screens.map(roadTo),
      { path: '*', element: <NotFound /> },
    ],
  },
];

function roadTo({ path, load, duty }: Pick<Screen, 'path' | 'load' | 'duty'>): RouteObject {
  return {
    path,
    async lazy() {
      const { default: Component } = await load();
      return { Component: duty ? forDuty(duty, Component) : Component };
    },
  };
}
