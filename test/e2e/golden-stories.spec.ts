import { goldenStories } from './golden-stories/stories';

goldenStories('the embedded store', () => Promise.resolve(undefined));
