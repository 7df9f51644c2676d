/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-image-table.h"
#include "gw-shape-check.h"

G_BEGIN_DECLS

/* What stands between a reader and those who take its records: an import into
 * a project and a conversion. Pictures are found, sizes compared, shapes
 * checked, classes left out, and everything is counted (spec formats 15).
 */
typedef struct _GwIntake GwIntake;

typedef struct
{
  GwShapeRules shapes;
  GwCheckRule orientation; /* labels made on the raw picture: keep by default; fix: turn them */
  GwCheckRule size;    /* labels made on a picture of another size, in the same ratio: keep by default; fix: scale */
  GwCheckRule missing; /* labels whose picture is not found: keep by default */
  gboolean keep_again; /* what is named twice stays twice, as lines that are kept do */
} GwIntakeRules;

/* Everything adds up: read = given + left out. An image that is named again is counted once. */
typedef struct
{
  guint64 images_read;
  guint64 images_given;
  guint64 images_matched; /* of those given: in the known table */
  guint64 images_new;     /* of those given: not in it */
  guint64 images_missing; /* named, and no picture was found */
  guint64 labels_read;
  guint64 labels_given;
  guint64 labels_ignored; /* of those left out: of classes that are ignored */
  GwRecordCounts given;
} GwIntakeCounts;

/* Takes over the reader. rules (nullable) are copied. */
GwIntake *gw_intake_new (GwReader *reader, const GwIntakeRules *rules);
void gw_intake_free (GwIntake *self);

/* The images of a project; records that match get its ids. Must live as long
 * as the intake.
 */
void gw_intake_set_known (GwIntake *self, GwImageTable *known);
/* Leaves out everything of a class of the head. */
void gw_intake_ignore_class (GwIntake *self, gint64 class_id);
/* Where pictures lie that are not known. Unless given (by this or the reader's
 * options), it is looked for beside the source with the first records.
 */
void gw_intake_set_images_dir (GwIntake *self, const char *folder);
/* One more folder for pictures that are not in the first: a record that has
 * its picture there says so in its root.
 */
void gw_intake_add_images_dir (GwIntake *self, const char *folder);
/* The folder that paths of records are relative to where they are not known;
 * NULL: not found.
 */
const char *gw_intake_get_images_dir (GwIntake *self);

/* The next record (transfer full), its path normalised, its file set where it
 * was found; NULL at the end, or with error set. Blocks on the disk.
 */
GwRecord *gw_intake_next (GwIntake *self, GCancellable *cancellable, GError **error);

/* What is read is for good: pictures that stand in label files alone are written beside those where
 * GwReadOptions say so, and go again with the intake, unless gw_intake_keep_pictures() is called. To be
 * said before the first record.
 */
void gw_intake_allow_pictures (GwIntake *self);
void gw_intake_keep_pictures (GwIntake *self);

/* Whether the image of the record that was given last had been named before. */
gboolean gw_intake_is_again (GwIntake *self);

GwReader *gw_intake_get_reader (GwIntake *self);
void gw_intake_get_counts (GwIntake *self, GwIntakeCounts *counts);
/* How many classes the records have: those that have labels or that the source
 * lists; mere parents of others do not count.
 */
guint gw_intake_count_classes (GwIntake *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwIntake, gw_intake_free)

G_END_DECLS
