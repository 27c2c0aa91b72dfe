/* Entries of a block in a sixth of the room: a unit's pathways take from a few dozen rows and
 * repeat a few dozen values, so that two bytes say which. */
#ifndef QN_PLAN_PACKING_H
#define QN_PLAN_PACKING_H
#include "plan/model.h"

typedef struct qn_packer qn_packer; /* scratch; one a thread */

qn_status qn_packer_new(qn_packer **out);
void qn_packer_free(qn_packer *packer);
/* Packs the entries of a block whose columns are the model's last, if two bytes are enough; else
 * they stay as they are. */
void qn_pack_block(qn_packer *packer, qn_model *model, int block);
/* Puts what another model has packed for blocks first .. end - 1 behind the model's own; packed
 * columns of theirs begin n_packed later than they did. */
qn_status qn_packing_append(qn_model *model, const qn_model *from, int first, int end);
void qn_packing_clear(qn_model *model);

#endif
