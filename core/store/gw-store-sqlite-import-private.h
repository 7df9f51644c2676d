/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-label-index.h"
#include "gw-store-sqlite-private.h"

G_BEGIN_DECLS

/* Where the answers of an annotator go, or the predictions of a model. */
typedef struct
{
  gint64 layer_id;
  gint64 edit_id;
} ImportStep;

/* Objects that go into the table by one statement: beginning and ending one
 * takes a fifth of what a row does.
 */
#define GW_IMPORT_N_ROWS 16

/* An object on its way into the table. */
typedef struct
{
  GwObject *object;
  char *author; /* (nullable) */
  GwObjectGuise guise;
  GwObjectPlace place;
  GwObjectScratch scratch;
} ImportRow;

/* A few numbers that are near one another for shapes that are. */
#define GW_SKETCH_N 4

/* An object that the image has in the layer. */
typedef struct
{
  gint64 id;
  gint64 class_id;
  int kind;
  gboolean is_first; /* of its class */
  GwBox bounds;
  gboolean is_sketched;
  guint next; /* of its cell, from 1 on; 0: none */
  double sketch[GW_SKETCH_N];
} ImportObject;

/* Labels of a kind that an image has in a layer. */
typedef struct
{
  GArray *list; /* (nullable): of GwLabel; NULL: not read yet */
  GwLabelIndex index;
  gint64 edit_id; /* whose log has all of them; 0: none */
} ImportLabels;

/* What an image has in a layer. Both tables are of the first so many of the objects,
 * and filled where they are asked of an image that has more than a few.
 */
typedef struct
{
  gint64 image_id; /* 0: none yet */
  gint64 layer_id;
  gboolean is_kept;
  GArray *objects; /* of ImportObject */
  GHashTable *classes;
  guint n_classed;
  GHashTable *cells; /* by class, kind and first numbers of the sketch: the last object of the cell, from 1 on */
  guint n_in_cells;
  guint n_in_vain;  /* shapes read that were other ones */
  gboolean is_deep; /* sketches are of shapes, else of their bounds alone */
  ImportLabels labels[GW_LABELS_N_KINDS];
} ImportExisting;

/* An import while it runs: one transaction. */
typedef struct
{
  GwStoreSqlite *store;
  GwSqlite *db;
  const GwImportSpec *spec;
  GwMerge merge;           /* into the layer at hand */
  gboolean replace_labels; /* of the image at hand, whatever merge is */
  gint64 root_id;          /* 0: not made yet, or there is to be none */
  GwImportCounts *counts;
  gint64 edit_id;    /* of the layer at hand */
  gint64 layer_id;   /* that the record at hand goes to */
  gboolean by_name;  /* layers are of annotators or models, as records name them */
  GHashTable *steps; /* then: name -> ImportStep */
  ImportStep own;    /* else: of the one layer; records apart have one by name all the same */
  ImportStep truth;  /* of what is true beside predictions; edit_id 0: not made yet */
  gint64 first_edit_id;
  gint64 last_edit_id;
  gboolean own_labels;  /* the layer is the project's own */
  gboolean predictions; /* the layer is a model's */
  gboolean mark_labeled;
  gint64 now;
  gint64 n_lines;
  GwTally *tally;
  GHashTable *classes;              /* head class id -> project class id, both gint64*; -1: leave out */
  gint64 next_position;             /* of a new class; -1: not looked for yet */
  GHashTable *tags;                 /* name -> gint64* */
  GHashTable *roots;                /* folder as records name it -> gint64* */
  GHashTable *images;               /* id -> ImportUse, of those that were named */
  GHashTable *fates;                /* layer id, gint64* -> GHashTable of image id -> ImportFate */
  ImportRow rows[GW_IMPORT_N_ROWS]; /* the first n_rows are not in the table yet */
  guint n_rows;
  guint n_images;           /* since pages were looked at */
  ImportExisting *existing; /* of the image at hand: the last one, or one of those that are kept */
  ImportExisting *last;
  GHashTable *kept; /* of ImportExisting, of images that were named before */
  guint n_kept;     /* objects and labels of them, and more for each */
  guint64 sketch_seed;
} ImportRun;

/* An image counts once, however many records name it, and as used where one of them was. */
typedef enum
{
  IMPORT_USE_NONE = 0,
  IMPORT_USE_SKIPPED,
  IMPORT_USE_USED
} ImportUse;

/* What has become of the labels that an image had in a layer, where they are to give way. */
typedef enum
{
  IMPORT_FATE_NONE = 0,
  IMPORT_FATE_KEPT,   /* of all that came in their place nothing was left so far */
  IMPORT_FATE_DECIDED /* they have given way: what comes later goes beside what came */
} ImportFate;

/* The image at hand. */
typedef struct
{
  gint64 id;
  gint64 root_id;
  char *path;
  gboolean is_new;
  gboolean named;   /* by an earlier record of the same import */
  gboolean replace; /* what it has gives way to the record at hand */
  gboolean skipped; /* the record at hand is passed over */
  int place;
  int status, marks;
  char *split;
  int width, height;
  gboolean has_sha256;
  gint64 n_added;          /* objects added, less those that gave way */
  guint n_labels;          /* it has afterwards */
  guint n_objects;         /* it has afterwards */
  gboolean labels_changed; /* objects and labels: what tells whether it is labeled */
  gboolean changed;        /* anything of it */
} ImportImage;

/* --- gw-store-sqlite-import-classes.c --- */

/* Finds or makes the project's class for each of the head's. */
gboolean _gw_import_map_classes (ImportRun *run, GError **error);
/* The project's class, -1 to leave out, 0 for one that the head lacks. */
gint64 _gw_import_map_class (ImportRun *run, gint64 class_id);

/* --- gw-store-sqlite-import-merge.c --- */

/* Whether what the image has stays, gives way to the record, or goes before it. Call when
 * run->existing is read.
 */
gboolean _gw_import_choose_merge (ImportRun *run, ImportImage *image, const GwRecord *record, GError **error);
/* Images whose labels were to give way in some layer, and stay. */
gint64 _gw_import_count_kept (const ImportRun *run);

/* --- gw-store-sqlite-import-objects.c --- */

/* All of run->existing give way to the import. */
gboolean _gw_import_replace_objects (ImportRun *run, ImportImage *image, GError **error);
gboolean _gw_import_add_objects (ImportRun *run, ImportImage *image, GwRecord *record, GError **error);
/* Of a record that speaks of a class which its head does not have. Returns: FALSE */
gboolean _gw_import_unknown_class (gint64 class_id, GError **error);

/* --- gw-store-sqlite-import-labels.c --- */

/* Call when run->existing is read. O(labels of the record), and once for each image O(labels that it has). */
gboolean _gw_import_add_labels (ImportRun *run, ImportImage *image, GwRecord *record, GwLabelsKind kind,
                                GError **error);
void _gw_import_labels_clear (ImportLabels *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ImportLabels, _gw_import_labels_clear)

/* --- gw-store-sqlite-import-existing.c --- */

void _gw_import_existing_init (ImportRun *run);
void _gw_import_existing_clear (ImportRun *run);
/* Makes what the image has in the layer run->existing. O(its objects), once for each image
 * that is named again and again.
 */
gboolean _gw_import_read_existing (ImportRun *run, const ImportImage *image, GError **error);
/* (transfer none): valid until the next one */
const ImportObject *_gw_import_add_existing (ImportRun *run, gint64 id, gint64 class_id, GwObject *object);
/* Its objects; labels stay. */
void _gw_import_forget_existing (ImportRun *run);
/* Whether the object is one of the first n of run->existing. O(points), however many there are,
 * but for those that differ in a few of thousands of points only, each of which is read.
 */
gboolean _gw_import_is_there (ImportRun *run, guint n, gint64 class_id, GwObject *object, gboolean *there,
                              GError **error);

/* --- gw-store-sqlite-import-sketch.c --- */

/* Means of all numbers of a shape that has the bounds; shape: NULL for those of the bounds alone,
 * which a box has no more than.
 * Where no number of two shapes differs by more than something, no number of their sketches does.
 */
void _gw_import_sketch (guint64 seed, const GwBox *bounds, const GwShape *shape, double *sketch);

/* --- gw-store-sqlite-attributes.c --- */

/* Those that the image has otherwise stay as they are, unless the import replaces what is there. */
gboolean _gw_import_add_attributes (ImportRun *run, ImportImage *image, const GwRecord *record, GError **error);

/* --- gw-store-sqlite-import-rows.c --- */

void _gw_import_rows_init (ImportRun *run);
void _gw_import_rows_clear (ImportRun *run);
/* For the image, in the layer at hand. It is in the table after the next
 * _gw_import_write_rows(), which comes before objects are read.
 */
gboolean _gw_import_add_row (ImportRun *run, const ImportImage *image, GwObject *object, const GwObjectGuise *guise,
                             GError **error);
gboolean _gw_import_write_rows (ImportRun *run, GError **error);

/* --- gw-store-sqlite-import-pages.c --- */

/* Looks at pages that the next images may change. Call after each image. */
gboolean _gw_import_keep_pages (ImportRun *run, gint64 image_id, GError **error);

/* --- gw-store-sqlite-import-log.c --- */

/* Call first: what the log gets from here on is of the import. */
void _gw_import_begin_log (ImportRun *run);
/* Brings what the log has of the import onto the disk; FALSE where it was cancelled. */
gboolean _gw_import_write_log (ImportRun *run, GCancellable *cancellable, GError **error);

G_END_DECLS
