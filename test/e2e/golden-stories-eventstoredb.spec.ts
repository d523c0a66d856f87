import { startSimulator } from '../eventstoredb-simulator/child';
import { goldenStories } from './golden-stories/stories';

goldenStories('EventStoreDB (simulator)', startSimulator);
