import { Tabs as MantineTabs } from '@mantine/core';
import type { ReactNode } from 'react';

interface Tab {
  key: string;
  name: string;
  content: ReactNode;
}

interface TabsProps {
  tabs: Tab[];
  value: string;
  /** What was typed in a tab stays while another is looked at. */
  keep?: boolean;
  onChange: (key: string) => void;
}

export function Tabs({ tabs, value, keep = false, onChange }: TabsProps) {
  return (
    <MantineTabs className="tabs" value={value} onChange={(key) => key && onChange(key)} keepMounted={keep}>
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
