/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-archive.h"
#include "gw-import.h"
#include "gw-label-source.h"

G_BEGIN_DECLS

struct _GwImport
{
  GObject parent_instance;

  GwStore *store;
  char *source;
  GwLabelSource *found;   /* (nullable): what of source is read, since the last check or run */
  GwArchive *archive;     /* (nullable): what of source is unpacked, where it is an archive */
  char *unpacked;         /* (nullable): the folder beside it, which images of the project are in */
  const GwFormat *format; /* (nullable) */
  gboolean format_is_given;
  char *reason;         /* (nullable) */
  char *images_dir;     /* (nullable) */
  GPtrArray *more_dirs; /* of char* */
  GwMerge merge;
  GwLayer *layer; /* (nullable): the project's own labels */
  gboolean layer_is_given;
  GwProblems *problems; /* (nullable): where to report */
  GwIntakeRules rules;
  GwReadOptions options;  /* what gw_import_set_options() takes; its strings are the import's */
  GHashTable *targets;    /* name -> gint64*: what was chosen for a class */
  GHashTable *names;      /* name -> the name that was chosen for it */
  GPtrArray *mappings;    /* of GwImportMapping; names belong to head */
  GPtrArray *preview;     /* of GwRecord */
  GwRecordHead *head;     /* (nullable) */
  GwImportReport *report; /* (nullable) */
  guint64 n_expected;     /* images that the last check read; 0: not known */
};

/* Fills mappings from self->head: what each class of the source becomes. */
gboolean _gw_import_find_mappings (GwImport *self, GwProblems *problems, GCancellable *cancellable, GError **error);
/* Gives the classes of the source the colors that they have in the project
 * (classes), or will have: a new one keeps its own where no other has it.
 */
void _gw_import_choose_colors (GwImport *self, GPtrArray *classes);
/* The layer that records go to: as chosen, else as the source says; NULL: the
 * project's own labels. (transfer full) (nullable)
 */
GwLayer *_gw_import_choose_layer (GwImport *self);
/* Makes a record one for the layer. Where all predictions go to one model, that which
 * records name is kept in model; another one is GW_ERROR_REFUSED.
 */
gboolean _gw_import_fit_record (GwImport *self, const GwLayer *layer, GwRecord *record, char **model, GError **error);
/* A check or a run; the report is a new one, whose format is NULL where it was
 * not found.
 */
gboolean _gw_import_go (GwImport *self, gboolean dry_run, GwWork *work, GCancellable *cancellable, GError **error);

G_END_DECLS
