import { Tabs as MantineTabs } from '@mantine/core';
import type { ReactNode } from 'react';

interface Tab {
  key: string;
  name: string;
  content: ReactNode;
}

export function Tabs({ tabs, value, onChange }: { tabs: Tab[]; value: string; onChange: (key: string) => void }) {
  return (
    <MantineTabs className="tabs" value={value} onChange={(key) => key && onChange(key)} keepMounted={false}>
      <MantineTabs.List>
        {tabs.map((tab) => (
          <MantineTabs.Tab key={tab.key} value={tab.key}>
            {tab.name}
          </MantineTabs.Tab>
        ))}
      </MantineTabs.List>
      {tabs.map((tab) => (
        <MantineTabs.Panel key={tab.key} value={tab.key} pt="lg">
          {tab.content}
        </MantineTabs.Panel>
      ))}
    </MantineTabs>
  );
}
