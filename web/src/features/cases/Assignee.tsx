import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { queryClient, useMay, useSession } from '@/lib/session';
import { type Case, isUndecided } from '@/lib/types';
import { Button } from '@/ui/Button';
import { keepCase } from './CasePage';
import './words';

/** Who has the case. A free one is taken; a colleague's is taken over from the one whose it was on this page. */
export function Assignee({ vettingCase, onError }: { vettingCase: Case; onError: (error: unknown) => void }) {
  const { t } = useTranslation('cases');
  const work = useMay()('cases:work');
  const me = useSession()?.user?.id;
  const { id, assignedTo, assignedName } = vettingCase;
  const take = useMutation({
    mutationFn: () => unwrap(api.POST('/cases/{id}/assignments', { params: { path: { id } }, body: { takeOverFrom: assignedTo } })),
    onMutate: () => onError(null),
    onSuccess: keepCase,
    onError: (error) => {
      onError(error);
      void queryClient.invalidateQueries({ queryKey: ['case', id] });
    },
  });
  const offered = work && (assignedTo ? assignedTo !== me && isUndecided(vettingCase) : true);
  return (
    <>
      {assignedName ? <span className="small">{t('case.assigned', { name: assignedName })}</span> : null}
      {offered ? (
        <Button small busy={take.isPending} onClick={() => take.mutate()}>
          {assignedTo ? t('take_over') : t('take')}
        </Button>
      ) : null}
    </>
  );
}
