import NewComplaint from './new-complaint.tsx';
import { only } from './only.tsx';

export default only('allPlaces', 'complaints.title', NewComplaint);
