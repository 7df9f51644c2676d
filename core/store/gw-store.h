/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-account.h"
#include "gw-actor.h"
#include "gw-audit.h"
#include "gw-class.h"
#include "gw-edit.h"
#include "gw-filter.h"
#include "gw-image.h"
#include "gw-measure.h"
#include "gw-object.h"
#include "gw-project-info.h"
#include "gw-record.h"
#include "gw-team.h"
#include "gw-work.h"

G_BEGIN_DECLS

#define GW_STORE_ERROR (gw_store_error_quark ())

typedef enum
{
  GW_STORE_ERROR_BUSY, /* somebody else holds the project for longer than 20 s */
  GW_STORE_ERROR_OFFLINE,
  GW_STORE_ERROR_LEASE_LOST,
  GW_STORE_ERROR_DENIED,   /* whoever acts may not do this */
  GW_STORE_ERROR_CONFLICT, /* the state is not the one the request was made for */
  GW_STORE_ERROR_FULL,     /* no room on the disk */
  GW_STORE_ERROR_READ_ONLY,
  GW_STORE_ERROR_CORRUPT,
  GW_STORE_ERROR_TOO_NEW, /* saved by a newer Groundwork */
  GW_STORE_ERROR_INVALID  /* not a project, or a request that contradicts itself */
} GwStoreErrorCode;

GQuark gw_store_error_quark (void);

/* What changed, as a hint to look again. */
typedef enum
{
  GW_STORE_CHANGED_PROJECT = 1 << 0, /* name, task, settings */
  GW_STORE_CHANGED_IMAGES = 1 << 1,  /* which images there are, or their order */
  GW_STORE_CHANGED_ROWS = 1 << 2,    /* contents of the images named */
  GW_STORE_CHANGED_CLASSES = 1 << 3,
  GW_STORE_CHANGED_TAGS = 1 << 4,
  GW_STORE_CHANGED_HISTORY = 1 << 5,
  GW_STORE_CHANGED_PEOPLE = 1 << 6 /* accounts and teams */
} GwStoreChanges;

/* A root folder below which images lie. */
typedef struct
{
  gint64 id;
  char *path;     /* absolute, as it is on this machine */
  gboolean found; /* the folder is there */
  gint64 n_images;
} GwRoot;

void gw_root_free (GwRoot *root);

/* One row of a facet: a value, how it is shown, and its count. */
typedef struct
{
  char *value; /* as in a filter: a class name, a nick, a tag */
  gint64 count;
} GwFacetValue;

void gw_facet_value_free (GwFacetValue *value);

/* One step of a history as a list shows it. */
typedef struct
{
  gint64 id;
  char *name;
  gint64 time;
  char *author; /* (nullable) */
  gboolean undone;
} GwHistoryItem;

void gw_history_item_free (GwHistoryItem *item);

/* Where a person stands in an image's or the project's history. */
typedef struct
{
  char *undo_name; /* (nullable): what Undo would take back */
  char *redo_name; /* (nullable) */
} GwHistoryState;

void gw_history_state_clear (GwHistoryState *state);

#define GW_TYPE_STORE (gw_store_get_type ())
G_DECLARE_INTERFACE (GwStore, gw_store, GW, STORE, GObject)

/* The store of one project: every fact that lasts, told in verbs.
 *
 * Threads. The verbs block until the disk has answered; any thread but the
 * window's may call them, and they queue. The window calls them through
 * gw_store_run_async(), whose function runs on the store's writing thread
 * and may call any number of verbs, or through gw_store_read_async(), whose
 * function runs on the store's reading thread and only reads. Each verb is
 * atomic: it happens wholly or not at all, and is on the disk (WAL, FULL)
 * when it returns. A verb that reads never waits for one that writes: it
 * sees what was committed when it began.
 *
 * Who acts. Verbs are refused with GW_STORE_ERROR_DENIED to whom they are not for
 * (gw_store_set_actor()): those that change the project are for managers, those that list
 * and show images for all who see any, exports and rows for those who see results,
 * back-ups for owners. The holder of the file may everything.
 *
 * Errors are of domain GW_STORE_ERROR, or G_IO_ERROR_CANCELLED. A verb that
 * fails has changed nothing; one that is cancelled too late, while it is
 * written to the disk, has been done and does not fail.
 *
 * Signal "changed" (GwStoreChanges changes, GArray *image_ids or NULL for
 * many): emitted in the main context that was the thread-default when the
 * store was opened, at most once for each main loop turn; changes made by
 * other processes are noticed within two seconds.
 */

/* --- running on the store's thread ----------------------------------- */

typedef gpointer (*GwStoreFunc) (GwStore *store, gpointer data, GCancellable *cancellable, GError **error);

/* Urgent work passes ordinary work that waits, but never stops what runs.
 * What is for later runs beside both, on a thread of its own.
 */
typedef enum
{
  GW_STORE_URGENT = 0, /* an edit to save, what the person waits for */
  GW_STORE_NORMAL = 1, /* rows of a list */
  GW_STORE_LATER = 2   /* counts, back-ups */
} GwStorePriority;

/* Runs func on the store's thread. data is freed with free_data there or
 * in the caller's context, after func. The result of func (transfer full)
 * is returned by gw_store_run_finish(); free_result frees it where nobody
 * took it. A NULL result with no error set is a legal result.
 */
void gw_store_run_async (GwStore *self, GwStorePriority priority, GwStoreFunc func, gpointer data,
                         GDestroyNotify free_data, GDestroyNotify free_result, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data);
gpointer gw_store_run_finish (GwStore *self, GAsyncResult *result, GError **error);

/* The same on the reading thread, for functions that call only verbs which
 * read: lists and pages do not wait behind an import. It sees every edit
 * that was queued before it as GW_STORE_URGENT, save while an import, export,
 * check or back-up occupies the writing thread, and save for what is for
 * later. Ends with gw_store_run_finish() too.
 */
void gw_store_read_async (GwStore *self, GwStorePriority priority, GwStoreFunc func, gpointer data,
                          GDestroyNotify free_data, GDestroyNotify free_result, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);

/* Waits until everything queued before is done, at most; then closes. After
 * it verbs give GW_STORE_ERROR_INVALID. Also done when the last reference
 * falls.
 */
void gw_store_close (GwStore *self);

/* --- project ---------------------------------------------------------- */

/* The path of the project file, or the address of the server; constant. */
const char *gw_store_get_location (GwStore *self);
gboolean gw_store_is_read_only (GwStore *self);

GwProjectInfo *gw_store_get_info (GwStore *self, GCancellable *cancellable, GError **error);
/* Takes name and task from info. */
gboolean gw_store_set_info (GwStore *self, const GwProjectInfo *info, GCancellable *cancellable, GError **error);
/* Small values by name: view state (“view.images”), project settings. value NULL removes. */
char *gw_store_get_setting (GwStore *self, const char *name, GCancellable *cancellable, GError **error);
gboolean gw_store_set_setting (GwStore *self, const char *name, const char *value, GCancellable *cancellable,
                               GError **error);

/* --- roots and images --------------------------------------------------- */

/* (element-type GwRoot) (transfer full) */
GPtrArray *gw_store_list_roots (GwStore *self, GCancellable *cancellable, GError **error);
/* The root for a folder, made if it is not there. A folder below the
 * project's folder is stored relative to it.
 */
gint64 gw_store_add_root (GwStore *self, const char *folder, GCancellable *cancellable, GError **error);
/* Points a root at another folder (Locate…). */
gboolean gw_store_relocate_root (GwStore *self, gint64 root_id, const char *folder, GCancellable *cancellable,
                                 GError **error);

/* Adds images (path, root id, and what else is known of each); those whose
 * root and path are there already are passed over. Sets each new image's
 * id. n_added may be NULL. One transaction.
 */
gboolean gw_store_add_images (GwStore *self, GPtrArray *images, guint *n_added, GCancellable *cancellable,
                              GError **error);
/* The same for images of folders that may be no roots yet: the root id of
 * each is the place of its folder in the list, from 1. Roots are made in the
 * same transaction, and only where an image needs one; the images are told
 * theirs when it is done.
 */
gboolean gw_store_add_folder_images (GwStore *self, const char *const *folders, GPtrArray *images, guint *n_added,
                                     GCancellable *cancellable, GError **error);

/* The ids of the images that pass the filter (NULL: all that are not in the
 * trash) in the order of sort: a GArray of gint64. 1 M ids take some 8 MB.
 */
GArray *gw_store_list_image_ids (GwStore *self, const GwFilter *filter, GwSort sort, GCancellable *cancellable,
                                 GError **error);
/* The first of them, at most limit: the first page of a list of a million
 * in milliseconds where the order has an index (name, added, confidence,
 * most objects).
 */
GArray *gw_store_list_first_image_ids (GwStore *self, const GwFilter *filter, GwSort sort, guint limit,
                                       GCancellable *cancellable, GError **error);
gint64 gw_store_count_images (GwStore *self, const GwFilter *filter, GCancellable *cancellable, GError **error);
/* Rows in the order of ids; an id that is gone gives NULL at its place. */
GPtrArray *gw_store_get_images (GwStore *self, const gint64 *ids, gsize n_ids, GCancellable *cancellable,
                                GError **error);
/* Exact root and path; id 0: not there. root_id 0: in any root. */
gboolean gw_store_find_image (GwStore *self, gint64 root_id, const char *path, gint64 *id, GCancellable *cancellable,
                              GError **error);
typedef void (*GwStorePathFunc) (gint64 id, gint64 root_id, const char *path, int width, int height, gpointer data);
/* Calls func for each image that is not in the trash, by path. */
gboolean gw_store_foreach_path (GwStore *self, GwStorePathFunc func, gpointer data, GCancellable *cancellable,
                                GError **error);
/* Writes what reading the files told: size, bytes, mtime, sha256, marks
 * UNREADABLE with problem. No undo step.
 */
gboolean gw_store_set_file_facts (GwStore *self, GPtrArray *images, GCancellable *cancellable, GError **error);

/* How many images under the filter have each value of the field. For
 * GW_FIELD_CLASS, LABEL, STATUS, SPLIT, TAG, FOLDER (first folder), BY, MARK,
 * CONFIDENCE, whose values are the tenths "0" to "9", and ATTRIBUTE, whose values have the name of
 * the attribute with them (gw_filter_make_attribute_value()); those that have many values are left out,
 * and it takes some 0.1 s for 100,000 images that have some.
 * The field's own terms in the filter are left out of the counting. Values
 * with 0 are in the list where they are known (classes, statuses, tags).
 * (element-type GwFacetValue) (transfer full)
 */
#define GW_STORE_MAX_ATTRIBUTES 100
#define GW_STORE_MAX_ATTRIBUTE_VALUES 100
GPtrArray *gw_store_count_facet (GwStore *self, const GwFilter *filter, GwField field, GCancellable *cancellable,
                                 GError **error);

/* --- classes ------------------------------------------------------------ */

/* (element-type GwClass) (transfer full), by position; with counts. */
GPtrArray *gw_store_list_classes (GwStore *self, gboolean with_archived, GCancellable *cancellable, GError **error);
/* Writes all classes of the list as they stand, in this order: id 0 is
 * made (and set), others are changed. A new class that is the parent of others
 * in the list has a negative id of its own, which is theirs to name. A hotkey that two classes share, an
 * empty name or one in use is GW_STORE_ERROR_INVALID. Classes not in the
 * list stay as they are.
 */
gboolean gw_store_save_classes (GwStore *self, GPtrArray *classes, GCancellable *cancellable, GError **error);
/* Deletes a class that nothing uses; one in use is archived instead
 * (archived says so).
 */
gboolean gw_store_remove_class (GwStore *self, gint64 class_id, gboolean *archived, GCancellable *cancellable,
                                GError **error);
/* Which of both gw_store_remove_class() would do now. Of a class that is not
 * there nothing is used.
 */
gboolean gw_store_is_class_used (GwStore *self, gint64 class_id, gboolean *used, GCancellable *cancellable,
                                 GError **error);

/* --- layers --------------------------------------------------------------- */

/* (element-type GwLayer) (transfer full) */
GPtrArray *gw_store_list_layers (GwStore *self, GCancellable *cancellable, GError **error);
/* Finds the layer of this kind, name and version, or makes it; its id. */
gint64 gw_store_ensure_layer (GwStore *self, const GwLayer *layer, GCancellable *cancellable, GError **error);
/* What a layer holds of images that are in the project: how many have labels or
 * class scores in it, and how many objects it has. Either may be NULL.
 */
gboolean gw_store_count_layer (GwStore *self, gint64 layer_id, gint64 *n_labeled, gint64 *n_objects,
                               GCancellable *cancellable, GError **error);

/* --- objects and labels ---------------------------------------------------- */

/* (element-type GwObject) (transfer full), by z then id. */
GPtrArray *gw_store_load_objects (GwStore *self, gint64 image_id, gint64 layer_id, GCancellable *cancellable,
                                  GError **error);
/* (element-type GwLabel) (transfer full): image labels or class scores of a layer. */
GArray *gw_store_load_labels (GwStore *self, gint64 image_id, gint64 layer_id, GCancellable *cancellable,
                              GError **error);
/* (element-type GwLabel) (transfer full): classes that somebody looked for and did not find in the
 * image. One that labels or objects have since is among them: it is absent again when they go.
 */
GArray *gw_store_load_absent (GwStore *self, gint64 image_id, gint64 layer_id, GCancellable *cancellable,
                              GError **error);

/* --- tags and people ----------------------------------------------------------- */

/* (transfer full): names in use, sorted. */
GStrv gw_store_list_tags (GwStore *self, GCancellable *cancellable, GError **error);
/* (transfer full): the names of those who made an object or a label, sorted.
 * Without counts, so that it takes as long as there are people, not labels.
 */
GStrv gw_store_list_people (GwStore *self, GCancellable *cancellable, GError **error);

/* --- edits and undo ---------------------------------------------------------- */

/* Applies an edit of one image or of the project: checks that the state is
 * what the edit's `before` says (else GW_STORE_ERROR_CONFLICT), writes the
 * rows and the journal, drops what could be redone in that scope, all in
 * one transaction. Sets the edit's id. An image's first object or label
 * moves it from unlabeled to in progress (written as part of the edit).
 */
gboolean gw_store_apply_edit (GwStore *self, GwEdit *edit, GCancellable *cancellable, GError **error);

/* Takes back the last edit of the scope that stands (image_id 0: the
 * project's), or does the last undone one again. The edit as it was
 * applied (so an undo gives the inverted edit) is returned for those who
 * hold a copy of the state; it has no changes where the step was made in
 * the store's own bulk form (imports, trash): read again then. NULL
 * without an error: nothing to undo or redo.
 */
GwEdit *gw_store_undo (GwStore *self, gint64 image_id, GCancellable *cancellable, GError **error);
GwEdit *gw_store_redo (GwStore *self, gint64 image_id, GCancellable *cancellable, GError **error);
/* The same for one step, of the project's history or an image's, and no
 * other: where it is not the one that would be taken back or done again next
 * there, nothing happens and the error is GW_STORE_ERROR_CONFLICT. Looked at
 * and done in one transaction, so that no step of somebody else comes between.
 */
GwEdit *gw_store_undo_step (GwStore *self, gint64 edit_id, GCancellable *cancellable, GError **error);
GwEdit *gw_store_redo_step (GwStore *self, gint64 edit_id, GCancellable *cancellable, GError **error);
gboolean gw_store_get_history_state (GwStore *self, gint64 image_id, GwHistoryState *state, GCancellable *cancellable,
                                     GError **error);
/* (element-type GwHistoryItem) (transfer full), newest first, at most limit. */
GPtrArray *gw_store_list_history (GwStore *self, gint64 image_id, guint limit, GCancellable *cancellable,
                                  GError **error);

/* Bulk edits: one step of the project's history each, however many images.
 * They return the edit's id, -1 on error.
 */
typedef enum
{
  GW_BULK_REPLACE, /* these are the labels now */
  GW_BULK_ADD,
  GW_BULK_REMOVE
} GwBulkMode;

gint64 gw_store_bulk_label (GwStore *self, const gint64 *image_ids, gsize n, const gint64 *class_ids, gsize n_classes,
                            GwBulkMode mode, const char *name, GCancellable *cancellable, GError **error);
gint64 gw_store_bulk_tag (GwStore *self, const gint64 *image_ids, gsize n, const char *tag, gboolean on,
                          GCancellable *cancellable, GError **error);
/* split NULL takes the images out of their split. */
gint64 gw_store_bulk_split (GwStore *self, const gint64 *image_ids, gsize n, const char *split,
                            GCancellable *cancellable, GError **error);
/* Into the project's trash (files stay where they are), and back. */
gint64 gw_store_bulk_trash (GwStore *self, const gint64 *image_ids, gsize n, gboolean trash, GCancellable *cancellable,
                            GError **error);

/* --- drafts --------------------------------------------------------------------- */

/* What is being worked on and is not an edit yet (a polygon half clicked,
 * working time): an opaque text for each image and person. Its hash is kept
 * and checked on loading. payload NULL removes.
 */
gboolean gw_store_save_draft (GwStore *self, gint64 image_id, const char *person, const char *payload,
                              GCancellable *cancellable, GError **error);
char *gw_store_load_draft (GwStore *self, gint64 image_id, const char *person, GCancellable *cancellable,
                           GError **error);

/* --- sets of images --------------------------------------------------------------- */

/* Keeps a set of images, in whatever order, under a title, for a filter that
 * asks for it (GW_FIELD_SET). The same images under the same title are the same
 * set. The newest 200 stay. Its id, -1 on error.
 */
#define GW_STORE_MAX_SETS 200
gint64 gw_store_keep_set (GwStore *self, const char *title, const gint64 *ids, gsize n, GCancellable *cancellable,
                          GError **error);
/* Whether the sets that the filter names are there still: one that is gone
 * gives GW_STORE_ERROR_INVALID with a sentence that tells its title. Verbs that
 * take such a filter find no image of it.
 */
gboolean gw_store_check_filter (GwStore *self, const GwFilter *filter, GCancellable *cancellable, GError **error);

/* --- measures of pictures ----------------------------------------------------------- */

/* Ids of the images under the filter whose picture was not measured yet, or
 * from another file than the one that the project knows now. (element-type gint64)
 */
GArray *gw_store_list_unmeasured (GwStore *self, const GwFilter *filter, GCancellable *cancellable, GError **error);
/* One transaction and no undo step, and no "changed". Those of images that are gone
 * are passed over.
 */
gboolean gw_store_save_measures (GwStore *self, const GwMeasure *measures, gsize n, GCancellable *cancellable,
                                 GError **error);
/* Calls func for each measure of the images under the filter, by id. */
typedef void (*GwMeasureFunc) (const GwMeasure *measure, gpointer data);
gboolean gw_store_foreach_measure (GwStore *self, const GwFilter *filter, GwMeasureFunc func, gpointer data,
                                   GCancellable *cancellable, GError **error);

/* --- rows for figures ----------------------------------------------------------------- */

/* What is lent to the functions below; texts are those of the row. */
typedef struct
{
  gint64 id;
  int width; /* 0: unknown */
  int height;
  gint64 bytes; /* 0: unknown */
  gint64 added;
  GwImageStatus status;
  GwImageMarks marks;
  const char *split; /* (nullable) */
  double brightness; /* of its measure; NaN without one */
  double contrast;
  double sharpness;
  double saturation;
} GwImageRow;

typedef struct
{
  gint64 class_id;
  double confidence; /* NaN: not given */
  gboolean is_score;
  gint64 modified;
} GwLabelRow;

typedef struct
{
  gint64 id;
  gint64 class_id;
  GwShapeKind kind;
  GwBox bounds;
  double score; /* NaN: none */
  gint64 created;
  gint64 modified;
} GwObjectRow;

/* Each may be NULL. After an image come its attributes, then its labels and
 * scores in their order, then its objects in paint order, each followed by its
 * attributes.
 */
typedef struct
{
  void (*image) (const GwImageRow *row, gpointer data);
  void (*image_attribute) (const char *name, const char *value, gpointer data);
  void (*label) (const GwLabelRow *row, gpointer data);
  void (*object) (const GwObjectRow *row, gpointer data);
  void (*object_attribute) (const char *name, const char *value, gpointer data);
} GwRowFuncs;

/* The numbers of all images under the filter, by name, with the labels and
 * objects of a layer: on a snapshot and without shapes, 100,000 images with an
 * object each in 0.4 s.
 */
gboolean gw_store_foreach_row (GwStore *self, const GwFilter *filter, gint64 layer_id, const GwRowFuncs *funcs,
                               gpointer data, GCancellable *cancellable, GError **error);

/* --- import and export ------------------------------------------------------------ */

typedef enum
{
  GW_MERGE_ADD,     /* to what is there; exact duplicates are passed over */
  GW_MERGE_REPLACE, /* the objects and labels of these images give way, unless GwRecord.emptied */
  GW_MERGE_SKIP     /* images with labels in this layer are passed over */
} GwMerge;

typedef struct
{
  const char *name;         /* of the undo step: “Import instances_train.json” */
  const char *format;       /* stable format name, for aliases and bags */
  const GwRecordHead *head; /* the classes that records speak of */
  GHashTable *class_map;    /* head class id (gint64*) -> project class id (gint64*); absent: create */
  const GwLayer *layer;     /* (nullable): NULL is the project's own labels. Of answers: of those who are not named;
                             * a record that names its annotator goes to the layer of that name. Of predictions
                             * likewise: a record that names its model goes to the layer of that name and of this
                             * version, and what is true of its image to the project's own labels */
  GwMerge merge;
  gboolean overwrite_truths; /* what is true beside predictions takes the place of the labels of its images, whose
                              * objects stay; else it is for images without labels. merge is for the predictions */
  gint64 root_id;            /* for records whose image is not in the project; 0: root_folder says */
  const char *root_folder;   /* (nullable): the folder of that root, found or made when the first such record
                              * comes, in the same transaction; NULL too: pass them over */
  gboolean dry_run;          /* do everything, count, and take it back */
  gboolean keep_lines;       /* keep raw of each record, in order, for the same format's export */
  gboolean mark_labeled;     /* images that get labels become Labeled */
  GwWork *work;              /* (nullable): told, as its text, of what comes after the last record */
} GwImportSpec;

/* An image counts once, however many records name it. */
typedef struct
{
  gint64 images_read;
  gint64 images_new;
  gint64 images_matched;
  gint64 images_skipped; /* left out: not in the project, or labeled and merge is SKIP */
  gint64 objects_added[GW_SHAPE_N_KINDS];
  gint64 labels_added;
  gint64 scores_added;
  gint64 truths_added;     /* labels of the project's own that came with predictions */
  gint64 attributes_added; /* of images: values that they did not have */
  gint64 attributes_cut;   /* beyond GW_LIMIT_IMAGE_ATTRIBUTES of an image: left out */
  gint64 attributes_kept;  /* that the file has otherwise than the image: those of the image stay */
  gint64 duplicates;       /* objects, labels and scores that were there already */
  gint64 replaced;         /* objects and labels that gave way */
  gint64 images_kept;      /* whose labels were to give way, and stay: all that came in their place were left out */
  gint64 classes_new;
  gint64 edit_id;       /* 0 for a dry run */
  gint64 first_edit_id; /* answers of several annotators, predictions of several models and what is true beside them
                         * are a step for each, one after the other up to edit_id */
} GwImportCounts;

/* Gives the next record (transfer full), NULL at the end or with error set. */
typedef GwRecord *(*GwRecordFunc) (gpointer data, GCancellable *cancellable, GError **error);

/* One transaction and one undo step, for each layer that records go to one;
 * cancel or error leave nothing behind.
 * Records are matched by image_id where set, else made in root_id.
 */
gboolean gw_store_import (GwStore *self, const GwImportSpec *spec, GwRecordFunc next, gpointer data,
                          GwImportCounts *counts, GCancellable *cancellable, GError **error);

/* Reads the images that pass the filter, ordered by path (natural order not
 * promised: byte order, the same everywhere), with labels and objects of
 * the layer, on a snapshot: edits meanwhile are not seen. func returns
 * FALSE with error to stop. The record is only lent.
 */
typedef gboolean (*GwRecordSink) (GwRecord *record, gpointer data, GError **error);
gboolean gw_store_export (GwStore *self, const GwFilter *filter, gint64 layer_id, GwRecordSink func, gpointer data,
                          GCancellable *cancellable, GError **error);
/* The same of several layers, as answers of several people are: for each image a record of
 * each layer that says something of it, one after the other in the order of the layers, and
 * where none does one record that is nobody's. layer_ids: (array length=n_layers), 1 or more.
 */
gboolean gw_store_export_layers (GwStore *self, const GwFilter *filter, const gint64 *layer_ids, gsize n_layers,
                                 GwRecordSink func, gpointer data, GCancellable *cancellable, GError **error);
/* The head of such an export: classes with aliases, task, file bags by format. */
GwRecordHead *gw_store_get_head (GwStore *self, gint64 layer_id, GCancellable *cancellable, GError **error);
/* Adds to a head the names of the attributes that images in the project have, in the order of the
 * images: goes through all of them.
 */
gboolean gw_store_list_attributes (GwStore *self, GwRecordHead *head, GCancellable *cancellable, GError **error);

/* The lines kept by an import with keep_lines, in order, whole (raw) and
 * the image each belongs to (0: none). source is the format name.
 */
typedef gboolean (*GwLineSink) (guint64 line, gint64 image_id, const char *raw, gpointer data, GError **error);
gboolean gw_store_foreach_line (GwStore *self, const char *format, GwLineSink func, gpointer data,
                                GCancellable *cancellable, GError **error);

/* --- people ----------------------------------------------------------------------- */

/* Who acts through this store from now on; NULL, as at first, is the holder of the file (gw-actor.h). What is queued
 * already is done as by whoever acted when it was queued. What that one may
 * not do is GW_STORE_ERROR_DENIED with a sentence that says who may. Verbs of this part look again, in their own
 * transaction, whether the account is still active and what its roles are, as others may have changed it since. What
 * these verbs do is told in the audit log, in the same transaction; so are, where there are accounts, imports and
 * changes of the project's name and task.
 */
void gw_store_set_actor (GwStore *self, GwActor *actor);
/* Who acts on the thread at hand, which may be one of the store's. (transfer full) (nullable) */
GwActor *gw_store_ref_actor (GwStore *self);

/* Erased ones left out. A project that has none asks nobody to sign in. -1 on error. */
gint64 gw_store_count_accounts (GwStore *self, GCancellable *cancellable, GError **error);
/* (element-type GwAccount) (transfer full), by name; erased ones at the end. For managers and owners. */
GPtrArray *gw_store_list_accounts (GwStore *self, GCancellable *cancellable, GError **error);
/* By the name without case, or by id. NULL without an error: not there. For everybody: it is how signing in begins. */
GwAccount *gw_store_find_account (GwStore *self, const char *name, GCancellable *cancellable, GError **error);
GwAccount *gw_store_get_account (GwStore *self, gint64 id, GCancellable *cancellable, GError **error);

/* Makes an account with name, display name, addresses, roles, issuer and subject, and gives its id; -1 on error.
 * password is the hash of gw_password_hash(), or NULL for an account that is invited or that an organisation signs in.
 * The first one becomes owner and manager besides; it must have a password, or nobody could sign in. A name in use is
 * GW_STORE_ERROR_CONFLICT. Nobody gives roles that are not theirs to give (gw_roles_get_givable()).
 */
gint64 gw_store_add_account (GwStore *self, const GwAccount *account, const char *password, GCancellable *cancellable,
                             GError **error);
/* Writes display name, e-mail address, roles, state and whether there must be a second factor. Of oneself only the
 * first two may be changed, and of others only those whose roles one may give. The last active manager and the last
 * active owner stay. States: invited and active ones can be disabled; disabled ones can be erased, or become active
 * again, which makes those invited again who have nothing to sign in with. Whom it disables is in no invitation any
 * more; whom it erases is in no team.
 */
gboolean gw_store_change_account (GwStore *self, const GwAccount *account, GCancellable *cancellable, GError **error);
/* Lets an account sign in again that was wrong too often (gw_backoff_is_closed()). */
gboolean gw_store_reopen_account (GwStore *self, gint64 account_id, GCancellable *cancellable, GError **error);

/* --- signing in --- */

/* NULL without an error: there is no such account. For everybody who can read the file. (transfer full) */
GwCredentials *gw_store_load_credentials (GwStore *self, gint64 account_id, GCancellable *cancellable, GError **error);
/* Sets one's own password, or that of an account whose roles one may give: it becomes active if it was invited, and
 * failures are forgotten. password: the hash.
 */
gboolean gw_store_set_password (GwStore *self, gint64 account_id, const char *password, GCancellable *cancellable,
                                GError **error);
/* Sets up one's own second factor, GW_ACCOUNT_TOTP_BYTES of secret, with as many recovery codes as there are
 * hashes (64 digits each, NULL behind the last) in the place of those that there were. NULL for both takes it away,
 * which managers can do for others.
 */
gboolean gw_store_set_second_factor (GwStore *self, gint64 account_id, const guint8 *secret, const char *const *codes,
                                     GCancellable *cancellable, GError **error);
/* Notes that the account signs in now. totp_step: of the code that was taken, -1 for none; a step that is not after
 * the last one, an account that is not active, and one that is closed are GW_STORE_ERROR_DENIED. What a window has
 * checked before may have changed meanwhile.
 */
gboolean gw_store_note_sign_in (GwStore *self, gint64 account_id, gint64 totp_step, GCancellable *cancellable,
                                GError **error);
/* Notes that somebody failed to. n_failures: (out) (optional): in a row. */
gboolean gw_store_note_failure (GwStore *self, gint64 account_id, guint *n_failures, GCancellable *cancellable,
                                GError **error);
/* Takes a recovery code by its hash, once. used: (out): FALSE where it is none of the account. */
gboolean gw_store_use_recovery_code (GwStore *self, gint64 account_id, const char *code, gboolean *used,
                                     GCancellable *cancellable, GError **error);

/* Makes an invitation that is good once until expires (ms UTC) for an account that is invited or active, in the place
 * of any other of it. code: the hash of gw_secret_code_hash().
 */
gboolean gw_store_make_invitation (GwStore *self, gint64 account_id, const char *code, gint64 expires,
                                   GCancellable *cancellable, GError **error);
/* The account that a code is for that is still good. NULL without an error: none. (transfer full) (nullable) */
GwAccount *gw_store_find_invitation (GwStore *self, const char *code, GCancellable *cancellable, GError **error);
/* Uses the code: the account gets the password, is active, and failures are forgotten. The id of the account; -1 with
 * GW_STORE_ERROR_DENIED where the code is not good or not any more, whatever the reason.
 */
gint64 gw_store_redeem_invitation (GwStore *self, const char *code, const char *password, GCancellable *cancellable,
                                   GError **error);

/* --- teams --- */

/* (element-type GwTeam) (transfer full), by name, with members and groups. */
GPtrArray *gw_store_list_teams (GwStore *self, GCancellable *cancellable, GError **error);
/* Makes a team, and gives its id; -1 on error. A name in use is GW_STORE_ERROR_CONFLICT. */
gint64 gw_store_add_team (GwStore *self, const GwTeam *team, GCancellable *cancellable, GError **error);
/* Writes all of it but when it was made. Members that are not there are GW_STORE_ERROR_CONFLICT. */
gboolean gw_store_change_team (GwStore *self, const GwTeam *team, GCancellable *cancellable, GError **error);

/* --- the audit log --- */

/* (element-type GwAuditEntry) (transfer full), the newest first, at most limit. filter may be NULL. For managers and
 * owners.
 */
GPtrArray *gw_store_list_audit (GwStore *self, const GwAuditFilter *filter, guint limit, GCancellable *cancellable,
                                GError **error);
/* Notes that labels leave the project: the store cannot tell an export from other reading. Nothing happens in a project
 * that is read-only or has no accounts.
 */
gboolean gw_store_note_export (GwStore *self, const char *format, const char *target, GCancellable *cancellable,
                               GError **error);
/* Walks the whole chain. broken: (out): the sequence of the first row that is not as it was written, or does not follow
 * the one before, or is missing at the end; 0: none. newest: (out) (optional) (transfer full): the hash of the last
 * row, for keeping elsewhere; NULL where there are no rows. Whoever has the file can make a chain anew: it shows
 * accidents and casual changes.
 */
gboolean gw_store_check_audit (GwStore *self, gint64 *broken, char **newest, GCancellable *cancellable, GError **error);

/* --- care -------------------------------------------------------------------------- */

/* Integrity of the database, references, geometry, stored hashes. Findings
 * are sentences (transfer full). sound is FALSE when data are damaged.
 */
gboolean gw_store_check (GwStore *self, gboolean *sound, GPtrArray **findings, GCancellable *cancellable,
                         GError **error);
/* A verified copy in the back-up folder, the old ones thinned (24 hourly,
 * 14 daily). path (transfer full) (nullable) out.
 */
gboolean gw_store_back_up (GwStore *self, char **path, GCancellable *cancellable, GError **error);

G_END_DECLS

#include "gw-store-interface.h"
