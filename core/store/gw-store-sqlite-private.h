/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-id-set.h"
#include "gw-sqlite-private.h"
#include "gw-store-notice.h"
#include "gw-store-queue.h"
#include "gw-store-sqlite.h"

G_BEGIN_DECLS

/* One connection writes and two read, so that nothing that is shown waits
 * for something that is saved, and no page of a list for a long count. WAL
 * gives readers the state as of the last commit.
 */
#define GW_STORE_SQLITE_N_READERS 2

enum
{
  GW_STORE_OPEN,
  GW_STORE_CLOSING,
  GW_STORE_CLOSED
};

struct _GwStoreSqlite
{
  GObject parent_instance;

  char *path;       /* resolved: no symbolic link in it */
  char *folder;     /* that it lies in */
  GwSqlite *writer; /* NULL: read-only from the start */
  GwSqlite *readers[GW_STORE_SQLITE_N_READERS];
  GwStoreQueue *queue;
  GwStoreNotice *notice;
  gboolean tidies_log; /* opened for reading only where it could be written */
  char *copy_folder;   /* (nullable): of a copy that is read instead of the file itself */

  gint closed;    /* atomic: verbs refuse */
  gint read_only; /* atomic; the two below are set before it and never change after */
  GwStoreErrorCode read_only_code;
  char *read_only_reason;
  GMutex state_lock;
  GCond state_changed;
  int closing; /* under state_lock: what closing it has come to */

  gboolean importing;  /* under the writer's lock */
  gint64 data_version; /* of the writer when last looked at: grows with other programs' commits */
  gint64 next_backup;  /* monotonic us; 0: never by itself */
  gint n_commits;      /* atomic: since the last back-up */
  gint log_pages;      /* atomic: of the log, when last written to */
  int next_wait;       /* pages, under the writer's lock: so long, a commit shortens it itself */
  /* (nullable), borrowed, under the writer's lock: of a commit, which it only hurries */
  GCancellable *commit_cancellable;
  gint checkpoint_runs; /* atomic */
  GThread *checkpoint_thread;
  GThread *care_thread; /* background back-up and check */
  gint care_runs;       /* atomic */
  GCancellable *care_cancellable;
};

/* What is seen of the object table, as a condition on alias o. */
#define GW_OBJECT_SEEN \
  "o.gone = 0 AND (o.batch = 0 OR o.touched <> 0 OR o.batch NOT IN (SELECT edit_id FROM dead))" \
  " AND (o.replaced = 0 OR o.touched <> o.replaced_at OR o.replaced IN (SELECT edit_id FROM dead))"

/* Numbers that image.place and edit.kind and edit.state hold. */
enum
{
  GW_PLACE_PROJECT = 0,
  GW_PLACE_TRASH = 1,
  GW_PLACE_GONE = 2
};

typedef enum
{
  GW_EDIT_CHANGES = 0,
  GW_EDIT_IMPORT = 1,
  GW_EDIT_LABELS = 2,
  GW_EDIT_TAG = 3,
  GW_EDIT_SPLIT = 4,
  GW_EDIT_TRASH = 5
} GwEditKind;

enum
{
  GW_EDIT_STANDS = 0,
  GW_EDIT_UNDONE = 1,
  GW_EDIT_DROPPED = 2
};

/* --- gw-store-sqlite.c: around each verb --- */

/* Locks the writing connection and begins a transaction that holds the
 * write lock; NULL with an error where nothing can be written. Must be ended
 * with _gw_store_sqlite_commit() on every path.
 */
GwSqlite *_gw_store_sqlite_begin_write (GwStoreSqlite *self, GCancellable *cancellable, GError **error);
/* The same for an import: with room for the pages that it writes all over,
 * and without looking up again what every row refers to, because an import
 * has read or made each of these before.
 */
GwSqlite *_gw_store_sqlite_begin_import (GwStoreSqlite *self, GCancellable *cancellable, GError **error);
/* Commits where ok, else rolls back; unlocks; tells who listens. ids NULL:
 * many. Returns whether it is on the disk.
 */
gboolean _gw_store_sqlite_commit (GwStoreSqlite *self, gboolean ok, GwStoreChanges changes, const gint64 *ids,
                                  gsize n_ids, GError **error);
/* Locks a reading connection that is free and begins a snapshot. */
GwSqlite *_gw_store_sqlite_begin_read (GwStoreSqlite *self, GCancellable *cancellable, GError **error);
void _gw_store_sqlite_end_read (GwStoreSqlite *self, GwSqlite *db);
/* From now on nothing is written; reason is a sentence. The first call counts. */
void _gw_store_sqlite_set_read_only (GwStoreSqlite *self, GwStoreErrorCode code, const char *reason);
/* Makes the project read-only where the connection has met damage. */
void _gw_store_sqlite_note_damage (GwStoreSqlite *self, GwSqlite *db);
/* Other programs' commits change the writer's data version; its own do not. */
void _gw_store_sqlite_on_tick_cb (gpointer store);

/* --- gw-store-sqlite-open.c: opening and creating --- */

/* A connection of one's own to the same project, for long reading. */
GwSqlite *_gw_store_sqlite_open_reader (GwStoreSqlite *self, GError **error);
/* Removes the empty files of the log that reading alone has made. */
void _gw_store_sqlite_tidy_log (GwStoreSqlite *self);

/* --- gw-store-sqlite-file.c: before SQLite sees the file --- */

/* path with its folder resolved; GW_STORE_ERROR_INVALID where there is none. (transfer full) */
char *_gw_store_sqlite_resolve (const char *path, GError **error);
/* Why the folder must not hold a project that is written, or NULL. (transfer full) */
char *_gw_store_sqlite_refuse_folder (const char *folder, const char *name);
/* Whether the file is a project by its header; *version is its schema's. */
gboolean _gw_store_sqlite_read_header (const char *path, int *version, GError **error);
/* Whether this process may write the file and beside it. */
gboolean _gw_store_sqlite_can_write (const char *path);

/* --- gw-store-sqlite-schema.c --- */

#define GW_STORE_SQLITE_APPLICATION_ID 0x4757726b /* "GWrk" */

int _gw_store_sqlite_schema_version (void);
/* Whether a project of this version can be read without being brought up to
 * date: all that came later has an empty stand-in.
 */
gboolean _gw_store_sqlite_can_stand_in (int version);
/* Makes those for a connection that only reads, where it needs any. */
gboolean _gw_store_sqlite_stand_in (GwSqlite *db, GError **error);
/* Runs every migration after `from` in a transaction each. */
gboolean _gw_store_sqlite_migrate (GwSqlite *db, int from, GError **error);
/* Whether the tables are those that the migrations make, nothing more and
 * nothing less: triggers, views or other tables are a stranger's.
 */
gboolean _gw_store_sqlite_check_schema (GwSqlite *db, int version, GError **error);

/* --- gw-store-sqlite-tally.c: the counts that are kept --- */

typedef enum
{
  GW_TALLY_STATUS = 1,        /* key: the number */
  GW_TALLY_MARK = 2,          /* key: the bit, as a number; "trashed" */
  GW_TALLY_SPLIT = 3,         /* key: the split, "" without */
  GW_TALLY_FOLDER = 4,        /* key: the first folder, "" without */
  GW_TALLY_ROOT = 5,          /* key: the id */
  GW_TALLY_TAG = 6,           /* key: the id */
  GW_TALLY_CLASS_IMAGES = 7,  /* key: the class id; images with an object of it */
  GW_TALLY_CLASS_OBJECTS = 8, /* key: the class id */
  GW_TALLY_LABEL_IMAGES = 9   /* key: the class id; images with the label */
} GwTallyKind;

/* Gathers differences in memory, for writers that know what they change. */
typedef struct _GwTally GwTally;

GwTally *_gw_tally_new (void);
void _gw_tally_free (GwTally *self);
void _gw_tally_add (GwTally *self, GwTallyKind kind, const char *key, gint64 difference);
void _gw_tally_add_number (GwTally *self, GwTallyKind kind, gint64 key, gint64 difference);
/* What an image counts for by its status, marks, split and path, times sign. */
void _gw_tally_add_image (GwTally *self, gint64 root_id, const char *path, int place, int status, int marks,
                          const char *split, int sign);
gboolean _gw_tally_write (GwTally *self, GwSqlite *db, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwTally, _gw_tally_free)

/* For writers that change many images at once: temp.work holds their ids;
 * called with -1 before the change and with 1 after it. The latter brings
 * n_objects of the images up to date too.
 */
gboolean _gw_tally_sweep (GwSqlite *db, int sign, GError **error);
/* Makes temp.work hold exactly these ids. */
gboolean _gw_work_fill (GwSqlite *db, const gint64 *ids, gsize n_ids, GError **error);
/* Brings the confidence of the images in temp.work up to date. */
gboolean _gw_work_find_confidence (GwSqlite *db, GError **error);
/* The function that this uses, for a connection. */
void _gw_work_install (GwSqlite *db);
gint64 _gw_tally_read (GwSqlite *db, GwTallyKind kind, const char *key, GError **error);

/* --- gw-store-sqlite-labels.c: image labels and class scores --- */

/* The store's own member of the bag of an image, where nothing else of an answer is there: of a layer of
 * answers whether the annotator answered or set the image aside, and of every layer of people when that
 * was (ms UTC). Files never see it.
 */
#define GW_STORE_BAG "groundwork"
#define GW_STORE_BAG_ANSWERED "answered"
#define GW_STORE_BAG_SKIPPED "skipped"
#define GW_STORE_BAG_MODIFIED "modified"

/* How the scores of a layer are meant: a bag of an import's file under GW_STORE_BAG, the newest of
 * which counts. GW_LAYER_BAG gives it, NULL for none.
 */
#define GW_STORE_BAG_PROBABILITIES "{\"scores\":\"probabilities\"}"
#define GW_STORE_BAG_LOGITS "{\"scores\":\"logits\"}"
#define GW_LAYER_BAG(id) \
  "(SELECT b.bag FROM file_bag b WHERE b.layer_id = " id " AND b.format = '" GW_STORE_BAG "'" \
  " AND b.edit_id NOT IN (SELECT edit_id FROM dead) ORDER BY b.edit_id DESC LIMIT 1)"

/* What the numbers of is_score are. */
typedef enum
{
  GW_LABELS_PRESENT = 0,
  GW_LABELS_SCORES = 1,
  GW_LABELS_ABSENT = 2 /* classes that were looked for and are not there */
} GwLabelsKind;

#define GW_LABELS_N_KINDS 3

/* In the order in which they were given. (element-type GwLabel) */
GArray *_gw_labels_read (GwSqlite *db, gint64 image_id, gint64 layer_id, GwLabelsKind kind, GError **error);
/* All kinds at once, into a record. */
gboolean _gw_labels_fill (GwSqlite *db, gint64 image_id, gint64 layer_id, GwRecord *record, GError **error);
/* Puts these in the place of what is there. */
gboolean _gw_labels_write (GwSqlite *db, gint64 image_id, gint64 layer_id, GwLabelsKind kind, const GArray *labels,
                           const char *author, GwSource source, gint64 time, GError **error);
/* The same for labels among which are all that are there: those whose confidence is as it
 * was keep their author, source and time.
 */
gboolean _gw_labels_update (GwSqlite *db, gint64 image_id, gint64 layer_id, GwLabelsKind kind, const GArray *labels,
                            const char *author, GwSource source, gint64 time, GError **error);
/* The same classes with the same confidences, in whatever order. NULL is empty. */
/* One of them, at its position. */
gboolean _gw_labels_update_one (GwSqlite *db, gint64 image_id, gint64 layer_id, GwLabelsKind kind, const GwLabel *label,
                                gint64 position, const char *author, GwSource source, gint64 time, GError **error);
gboolean _gw_labels_equal (const GArray *a, const GArray *b);

/* --- gw-store-sqlite-rows.c: between rows and values --- */

/* An image's row: what GW_IMAGE_COLUMNS selects from table image. */
#define GW_IMAGE_COLUMNS \
  "image.id, image.root_id, image.path, image.status, image.marks, image.n_objects, image.confidence, image.split, " \
  "image.width, image.height, image.bytes, image.mtime, image.added, image.sha256, image.problem, image.attributes"
GwImage *_gw_row_to_image (GwSqlite *db, sqlite3_stmt *statement);
/* Calls func for each attribute of a row's column; FALSE where it is damaged. */
typedef void (*GwAttributeFunc) (const char *name, const char *value, gpointer data);
gboolean _gw_row_foreach_attribute (GwSqlite *db, sqlite3_stmt *statement, int column, GwAttributeFunc func,
                                    gpointer data);
/* JSON of an image's attributes, or NULL for none. (transfer full) */
char *_gw_image_attributes_to_json (GwImage *image);
/* 32 bytes, or NULL where hex is none. */
const guint8 *_gw_sha256_from_hex (const char *hex, guint8 bytes[32]);

/* An object's row: what GW_OBJECT_COLUMNS selects from table object o. What
 * cannot be read is GW_STORE_ERROR_CORRUPT.
 */
#define GW_OBJECT_COLUMNS \
  "o.id, o.class_id, o.kind, o.x, o.y, o.width, o.height, o.flags, o.z, o.group_id, o.source, o.score, o.created, " \
  "o.modified, o.checksum, o.author, o.attributes, o.bag, o.shape"
#define GW_OBJECT_N_COLUMNS 19
GwObject *_gw_row_to_object (GwSqlite *db, sqlite3_stmt *statement, GError **error);
/* What an import writes in the place of an object's own: objects are values
 * that others may hold.
 */
typedef struct
{
  gint64 id;
  gint64 class_id;
  GwSource source;
  const char *author; /* (nullable) */
  gint64 modified;    /* of an object that does not say it; few formats tell it of each */
} GwObjectGuise;

/* Where an object's row belongs. */
typedef struct
{
  gint64 image_id;
  gint64 layer_id;
  gint64 batch;
} GwObjectPlace;

typedef struct
{
  GString *shape;
  GString *attributes;
} GwObjectScratch;

void _gw_object_scratch_init (GwObjectScratch *self);
void _gw_object_scratch_clear (GwObjectScratch *self);

/* Binds GW_OBJECT_N_PARAMETERS values from parameter first on, in the order of
 * the table: id, image_id, layer_id, class_id, batch, and all from kind to
 * shape. guise may be NULL. The texts made for it are kept in scratch until
 * its next use.
 */
void _gw_object_bind (GwObject *object, const GwObjectGuise *guise, const GwObjectPlace *place, sqlite3_stmt *statement,
                      int first, GwObjectScratch *scratch);
#define GW_OBJECT_N_PARAMETERS 22

/* The root for a folder, found or made within the transaction at hand; -1 with error. */
gint64 _gw_store_sqlite_ensure_root (GwStoreSqlite *self, GwSqlite *db, const char *folder, GError **error);
/* Absolute path of a root. (transfer full) */
char *_gw_store_sqlite_root_path (GwStoreSqlite *self, const char *path, gboolean relative);

/* gw-store-sqlite-project.c */
GwProjectInfo *_gw_store_sqlite_get_info (GwStore *self, GCancellable *cancellable, GError **error);
gboolean _gw_store_sqlite_set_info (GwStore *self, const GwProjectInfo *info, GCancellable *cancellable,
                                    GError **error);
char *_gw_store_sqlite_get_setting (GwStore *self, const char *name, GCancellable *cancellable, GError **error);
gboolean _gw_store_sqlite_set_setting (GwStore *self, const char *name, const char *value, GCancellable *cancellable,
                                       GError **error);

/* gw-store-sqlite-roots.c */
GPtrArray *_gw_store_sqlite_list_roots (GwStore *self, GCancellable *cancellable, GError **error);
gint64 _gw_store_sqlite_add_root (GwStore *self, const char *folder, GCancellable *cancellable, GError **error);
gboolean _gw_store_sqlite_relocate_root (GwStore *self, gint64 root_id, const char *folder, GCancellable *cancellable,
                                         GError **error);

/* gw-store-sqlite-images.c */
/* *id 0: there already. An image that an undone import made is taken over. */
gboolean _gw_image_insert (GwSqlite *db, GwImage *image, gint64 batch, gint64 now, gint64 *id, GError **error);
/* Labels, tags and file of an image whose row was read; roots as
 * _gw_roots_read() gives them.
 */
gboolean _gw_image_complete (GwSqlite *db, GwImage *image, GHashTable *roots, GError **error);
GHashTable *_gw_roots_read (GwStoreSqlite *self, GwSqlite *db, GError **error);
/* Appends the names of an image's tags, sorted. */
gboolean _gw_tags_read (GwSqlite *db, gint64 image_id, GPtrArray *names, GError **error);
gboolean _gw_store_sqlite_add_images (GwStore *self, const char *const *folders, GPtrArray *images, guint *n_added,
                                      GCancellable *cancellable, GError **error);
GPtrArray *_gw_store_sqlite_get_images (GwStore *self, const gint64 *ids, gsize n_ids, GCancellable *cancellable,
                                        GError **error);
gboolean _gw_store_sqlite_find_image (GwStore *self, gint64 root_id, const char *path, gint64 *id,
                                      GCancellable *cancellable, GError **error);
gboolean _gw_store_sqlite_foreach_path (GwStore *self, GwStorePathFunc func, gpointer data, GCancellable *cancellable,
                                        GError **error);
gboolean _gw_store_sqlite_set_file_facts (GwStore *self, GPtrArray *images, GCancellable *cancellable, GError **error);

/* --- gw-store-sqlite-where.c: a filter as a condition on table image --- */

typedef struct _GwWhere GwWhere;

/* filter may be NULL. Terms of the field left_out do not count; GW_N_FIELDS
 * leaves out none.
 */
GwWhere *_gw_where_new (const GwFilter *filter, GwField left_out);
void _gw_where_free (GwWhere *self);
/* before, the condition, after; bound. Finalize it. (transfer full) */
sqlite3_stmt *_gw_where_prepare (const GwWhere *self, GwSqlite *db, const char *before, const char *after,
                                 GError **error);
/* The function that conditions use, for a connection. */
void _gw_where_install (GwSqlite *db);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwWhere, _gw_where_free)

/* --- gw-store-sqlite-subset.c: the images of a filter, for counting among them --- */

typedef struct _GwSubset GwSubset;

/* More than this are not looked up one by one. */
#define GW_SUBSET_FEW 10000

/* Kept by the connection until another is asked for or the data change: the
 * facets of a filter are counted one after the other. NULL on error.
 */
const GwSubset *_gw_subset_find (GwSqlite *db, const GwFilter *filter, GError **error);
/* The same for whoever needs several at once. (transfer full) */
GwSubset *_gw_subset_new (GwSqlite *db, const GwFilter *filter, GError **error);
GwIdSet *_gw_subset_get_ids (const GwSubset *self);
/* (element-type gint64) (nullable) */
GArray *_gw_subset_get_few (const GwSubset *self);
void _gw_subset_free (GwSubset *self);

/* gw-store-sqlite-filter.c */
GArray *_gw_store_sqlite_list_image_ids (GwStore *self, const GwFilter *filter, GwSort sort, guint limit,
                                         GCancellable *cancellable, GError **error);
gint64 _gw_store_sqlite_count_images (GwStore *self, const GwFilter *filter, GCancellable *cancellable, GError **error);

/* gw-store-sqlite-facets.c */
/* The id of a tag by its name, made if it is not there; -1 on error. */
gint64 _gw_tag_ensure (GwSqlite *db, const char *name, GError **error);
GPtrArray *_gw_store_sqlite_count_facet (GwStore *self, const GwFilter *filter, GwField field,
                                         GCancellable *cancellable, GError **error);
GStrv _gw_store_sqlite_list_tags (GwStore *self, GCancellable *cancellable, GError **error);
GStrv _gw_store_sqlite_list_people (GwStore *self, GCancellable *cancellable, GError **error);

/* gw-store-sqlite-classes.c */
GPtrArray *_gw_classes_read (GwSqlite *db, gboolean with_archived, GError **error);
/* Whether something has it; FALSE of one that is not there. */
gboolean _gw_class_is_used (GwSqlite *db, gint64 class_id, gboolean *used, GError **error);
/* gw-store-sqlite-class-circle.c: a class that is above itself, or 0. Linear in the classes. */
gboolean _gw_class_find_circle (GwSqlite *db, gint64 *id, GError **error);
/* A new class with name and colour of this one, at the end; of a name that is
 * gone the old one comes back.
 *
 * next (inout): -1 at first; afterwards where the end is, so that it is not looked for again for
 * the next one of the same transaction
 */
gboolean _gw_class_insert (GwSqlite *db, GwClass *class, gint64 batch, gint64 *next, gint64 *id, GError **error);
gboolean _gw_class_write_attributes (GwSqlite *db, GwClass *class, gint64 id, GError **error);
/* Adds the aliases to those that are there. */
gboolean _gw_class_write_aliases (GwSqlite *db, GwClass *class, gint64 id, GError **error);
GPtrArray *_gw_store_sqlite_list_classes (GwStore *self, gboolean with_archived, GCancellable *cancellable,
                                          GError **error);
gboolean _gw_store_sqlite_save_classes (GwStore *self, GPtrArray *classes, GCancellable *cancellable, GError **error);
gboolean _gw_store_sqlite_remove_class (GwStore *self, gint64 class_id, gboolean *archived, GCancellable *cancellable,
                                        GError **error);
gboolean _gw_store_sqlite_is_class_used (GwStore *self, gint64 class_id, gboolean *used, GCancellable *cancellable,
                                         GError **error);

/* gw-store-sqlite-skeletons.c */
gboolean _gw_class_read_skeleton (GwSqlite *db, GwClass *class, GError **error);
gboolean _gw_class_has_skeleton (GwSqlite *db, gint64 id, gboolean *has, GError **error);
gboolean _gw_class_write_skeleton (GwSqlite *db, GwClass *class, gint64 id, GError **error);

/* gw-store-sqlite-layers.c */
gint64 _gw_layer_ensure (GwSqlite *db, const GwLayer *layer, GError **error);
/* What a bag (nullable) says of the scores. */
GwScoreScale _gw_layer_scale_from_bag (const char *bag);
/* Where steps of history from the first to the last one have brought scores of models of which it was
 * not known how they are meant, what came tells it.
 */
gboolean _gw_layers_settle_scale (GwSqlite *db, gint64 first_edit_id, gint64 last_edit_id, GError **error);
GPtrArray *_gw_store_sqlite_list_layers (GwStore *self, GCancellable *cancellable, GError **error);
gint64 _gw_store_sqlite_ensure_layer (GwStore *self, const GwLayer *layer, GCancellable *cancellable, GError **error);
gboolean _gw_store_sqlite_count_layer (GwStore *store, gint64 layer_id, gint64 *n_labeled, gint64 *n_objects,
                                       GCancellable *cancellable, GError **error);

/* gw-store-sqlite-objects.c */
/* In paint order. */
GPtrArray *_gw_objects_read (GwSqlite *db, gint64 image_id, gint64 layer_id, GError **error);
/* Leaves out what is damaged, and says so. */
GPtrArray *_gw_objects_read_sound (GwSqlite *db, gint64 image_id, gint64 layer_id, gboolean *damaged, GError **error);
GPtrArray *_gw_store_sqlite_load_objects (GwStore *self, gint64 image_id, gint64 layer_id, GCancellable *cancellable,
                                          GError **error);

/* gw-store-sqlite-labels.c */
GArray *_gw_store_sqlite_load_labels (GwStore *self, gint64 image_id, gint64 layer_id, GCancellable *cancellable,
                                      GError **error);
GArray *_gw_store_sqlite_load_absent (GwStore *self, gint64 image_id, gint64 layer_id, GCancellable *cancellable,
                                      GError **error);

/* gw-store-sqlite-edits.c */
/* Writes the changes of an edit, each checked against what is there. sign is
 * 1 where the edit comes to stand, -1 where it is taken back (edit is then
 * the inverse). Ids of the images are appended to ids (of gint64); what else
 * than rows has changed is added to changes.
 */
gboolean _gw_edit_perform (GwSqlite *db, const GwEdit *edit, int sign, GArray *ids, GwStoreChanges *changes,
                           GError **error);
/* Makes a history row; what could be redone in its scope no longer can.
 * Its id, -1 on error.
 */
gint64 _gw_edit_record (GwSqlite *db, gint64 image_id, GwEditKind kind, const char *name, const char *author,
                        gint64 time, gint64 layer_id, const char *payload, GError **error);
void _gw_edit_hash (gint64 id, gint64 image_id, const char *name, const char *payload, guint8 sha256[32]);

gboolean _gw_store_sqlite_apply_edit (GwStore *self, GwEdit *edit, GCancellable *cancellable, GError **error);

/* gw-store-sqlite-history.c */
GwEdit *_gw_store_sqlite_undo (GwStore *self, gint64 image_id, GCancellable *cancellable, GError **error);
GwEdit *_gw_store_sqlite_redo (GwStore *self, gint64 image_id, GCancellable *cancellable, GError **error);
GwEdit *_gw_store_sqlite_undo_step (GwStore *self, gint64 edit_id, GCancellable *cancellable, GError **error);
GwEdit *_gw_store_sqlite_redo_step (GwStore *self, gint64 edit_id, GCancellable *cancellable, GError **error);
gboolean _gw_store_sqlite_get_history_state (GwStore *self, gint64 image_id, GwHistoryState *state,
                                             GCancellable *cancellable, GError **error);
GPtrArray *_gw_store_sqlite_list_history (GwStore *self, gint64 image_id, guint limit, GCancellable *cancellable,
                                          GError **error);

/* --- gw-store-sqlite-attribute-values.c --- */

/* Gives the connection the functions gw_attribute(json, name) and gw_attribute_number(json, name): the value
 * of an attribute, and the finite number that it is, or NULL.
 */
void _gw_attributes_install (GwSqlite *db);
gboolean _gw_store_sqlite_list_attributes (GwStore *self, GwRecordHead *head, GCancellable *cancellable,
                                           GError **error);
/* How many images under the filter have each value of each attribute: GwFacetValue, as
 * gw_filter_make_attribute_value() names them, sorted. Attributes with more than GW_STORE_MAX_ATTRIBUTE_VALUES are
 * left out, as are those beyond GW_STORE_MAX_ATTRIBUTES.
 */
gboolean _gw_attributes_count (GwSqlite *db, const GwFilter *filter, GPtrArray *values, GError **error);

/* --- gw-store-sqlite-attributes.c --- */

/* Takes back what a bulk edit did to attributes of images, or does it again, each where it stands as
 * that left it.
 */
gboolean _gw_bulk_turn_attributes (GwSqlite *db, gint64 edit_id, gboolean undo, GError **error);

/* --- gw-store-sqlite-bulk-undo.c --- */

/* Takes a bulk edit back, or does it again. What was changed since stays. */
gboolean _gw_bulk_perform (GwSqlite *db, gint64 edit_id, GwEditKind kind, gint64 layer_id, gboolean undo,
                           GError **error);
/* Removes what belongs to bulk edits that can no more be redone, in steps
 * between which others write.
 */
void _gw_bulk_clear_away (GwStoreSqlite *self, GCancellable *cancellable);

/* gw-store-sqlite-bulk.c */
/* Remembers an image's labels of a kind before (side 0) or after (1). */
gboolean _gw_bulk_keep_labels (GwSqlite *db, gint64 edit_id, gint64 image_id, gint64 layer_id, GwLabelsKind kind,
                               int side, GError **error);
/* One of them, after: all others are remembered as they are. */
gboolean _gw_bulk_keep_label (GwSqlite *db, gint64 edit_id, gint64 image_id, gint64 layer_id, GwLabelsKind kind,
                              gint64 class_id, GError **error);

gint64 _gw_store_sqlite_bulk_label (GwStore *self, const gint64 *image_ids, gsize n, const gint64 *class_ids,
                                    gsize n_classes, GwBulkMode mode, const char *name, GCancellable *cancellable,
                                    GError **error);
gint64 _gw_store_sqlite_bulk_tag (GwStore *self, const gint64 *image_ids, gsize n, const char *tag, gboolean on,
                                  GCancellable *cancellable, GError **error);
gint64 _gw_store_sqlite_bulk_split (GwStore *self, const gint64 *image_ids, gsize n, const char *split,
                                    GCancellable *cancellable, GError **error);
gint64 _gw_store_sqlite_bulk_trash (GwStore *self, const gint64 *image_ids, gsize n, gboolean trash,
                                    GCancellable *cancellable, GError **error);

/* gw-store-sqlite-drafts.c */
gboolean _gw_store_sqlite_save_draft (GwStore *self, gint64 image_id, const char *person, const char *payload,
                                      GCancellable *cancellable, GError **error);
char *_gw_store_sqlite_load_draft (GwStore *self, gint64 image_id, const char *person, GCancellable *cancellable,
                                   GError **error);

/* gw-store-sqlite-sets.c */
gint64 _gw_store_sqlite_keep_set (GwStore *self, const char *title, const gint64 *ids, gsize n,
                                  GCancellable *cancellable, GError **error);
gboolean _gw_store_sqlite_check_filter (GwStore *self, const GwFilter *filter, GCancellable *cancellable,
                                        GError **error);

/* gw-store-sqlite-measures.c */
GArray *_gw_store_sqlite_list_unmeasured (GwStore *self, const GwFilter *filter, GCancellable *cancellable,
                                          GError **error);
gboolean _gw_store_sqlite_save_measures (GwStore *self, const GwMeasure *measures, gsize n, GCancellable *cancellable,
                                         GError **error);
gboolean _gw_store_sqlite_foreach_measure (GwStore *self, const GwFilter *filter, GwMeasureFunc func, gpointer data,
                                           GCancellable *cancellable, GError **error);

/* gw-store-sqlite-stream.c */
gboolean _gw_store_sqlite_foreach_row (GwStore *self, const GwFilter *filter, gint64 layer_id, const GwRowFuncs *funcs,
                                       gpointer data, GCancellable *cancellable, GError **error);

/* gw-store-sqlite-import.c */
gboolean _gw_store_sqlite_import (GwStore *self, const GwImportSpec *spec, GwRecordFunc next, gpointer data,
                                  GwImportCounts *counts, GCancellable *cancellable, GError **error);

/* gw-store-sqlite-export.c */
/* A connection of one's own with a snapshot begun; commits when it is freed. */
GwSqlite *_gw_store_sqlite_begin_snapshot (GwStoreSqlite *self, GCancellable *cancellable, GError **error);
gboolean _gw_store_sqlite_export (GwStore *self, const GwFilter *filter, const gint64 *layer_ids, gsize n_layers,
                                  GwRecordSink func, gpointer data, GCancellable *cancellable, GError **error);
GwRecordHead *_gw_store_sqlite_get_head (GwStore *self, gint64 layer_id, GCancellable *cancellable, GError **error);
gboolean _gw_store_sqlite_foreach_line (GwStore *self, const char *format, GwLineSink func, gpointer data,
                                        GCancellable *cancellable, GError **error);

/* gw-store-sqlite-check.c */
/* Appends what the database says of itself; nothing where it is sound. */
gboolean _gw_check_pages (GwSqlite *db, gboolean quick, GPtrArray *findings, GError **error);
/* The same of the hashes of the newest steps of the history; limit 0: all. */
gboolean _gw_check_history (GwSqlite *db, guint limit, GPtrArray *findings, GError **error);
gboolean _gw_store_sqlite_check (GwStore *self, gboolean *sound, GPtrArray **findings, GCancellable *cancellable,
                                 GError **error);

/* --- gw-store-sqlite-checkpoint.c: the log is written back between edits --- */

/* From now on the writer's commits leave that to _gw_store_sqlite_shorten_log(). */
void _gw_store_sqlite_follow_log (GwStoreSqlite *self);
/* Starts it in a thread where the log is long. From the reading thread only. */
void _gw_store_sqlite_shorten_log (GwStoreSqlite *self);
void _gw_store_sqlite_end_shortening (GwStoreSqlite *self);

/* gw-store-sqlite-backup.c */
/* The background's work on a connection of its own: a check after opening,
 * and a back-up when the last is older than an hour.
 */
void _gw_store_sqlite_start_care (GwStoreSqlite *self, gboolean check);
void _gw_store_sqlite_stop_care (GwStoreSqlite *self);
/* A whole copy before the schema is changed. */
gboolean _gw_store_sqlite_copy_before_migration (const char *path, int version, GError **error);
gboolean _gw_store_sqlite_back_up (GwStore *self, char **path, GCancellable *cancellable, GError **error);

G_END_DECLS
