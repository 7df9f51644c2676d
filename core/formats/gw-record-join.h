/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"

G_BEGIN_DECLS

/* Makes one record of those of one image, for writers, which take each image once: what one
 * person says of it in several places is joined, and of what several people say a format that
 * holds one answer gets the first.
 *
 * The source is read several times, so that only as many records wait for their others as fit
 * into a given memory. The first reading counts how often each image comes; where none comes
 * twice, that is all. In the next one each record is taken, and given back when the last of its
 * image is there. Images for which there is no room wait for one more reading, in which
 * the others are passed over. Beside what waits, the memory is a name for each image that
 * comes twice; for formats that hold people (GW_FORMAT_HOLDS_PEOPLE) one for each image, and
 * for each person who is named of it. The time is linear in the records, however many there
 * are of one image. Not thread-safe.
 */
typedef struct _GwRecordJoin GwRecordJoin;

/* What may wait by default, in bytes. */
#define GW_RECORD_JOIN_BYTES (128u << 20)

/* most_bytes: of records that wait, roughly; one image may wait however large it is. */
GwRecordJoin *gw_record_join_new (const GwFormat *to, gsize most_bytes);
void gw_record_join_free (GwRecordJoin *self);

/* In the first reading. is_again: its image has come before. TRUE: the record cannot be written by
 * itself, since there was another before that it belongs to.
 */
gboolean gw_record_join_note (GwRecordJoin *self, const GwRecord *record, gboolean is_again);

/* Begins one more reading. FALSE: all records have been given. */
gboolean gw_record_join_begin (GwRecordJoin *self);
/* What there is to write of the image, now that this record (transfer full) has come; NULL: nothing
 * yet, or cancelled, when nothing more is to be asked of it. Answers that stay behind are reported as losses.
 * Returns: (transfer full) (nullable)
 */
GwRecord *gw_record_join_take (GwRecordJoin *self, GwRecord *record, GwProblems *problems, GCancellable *cancellable);
/* At the end of a reading: the same of images of which less came than before, since the source has
 * changed; call it until it gives NULL.
 * Returns: (transfer full) (nullable)
 */
GwRecord *gw_record_join_take_rest (GwRecordJoin *self, GwProblems *problems, GCancellable *cancellable);

/* Adds what more (transfer full) says of the same image to self: what self has itself stays. Groups
 * of more become other groups.
 */
void gw_record_join (GwRecord *self, GwRecord *more);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwRecordJoin, gw_record_join_free)

G_END_DECLS
