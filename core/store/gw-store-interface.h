/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-store.h"

G_BEGIN_DECLS

typedef struct _GwStoreQueue GwStoreQueue;

/* What a back end fills in: one function for each verb of gw-store.h, which
 * says what each does. Arguments have been checked. All but the first three
 * are called from any thread but the window's.
 */
struct _GwStoreInterface
{
  GTypeInterface parent;

  GwStoreQueue *(*get_queue) (GwStore *self); /* (transfer none); the same one for life */
  const char *(*get_location) (GwStore *self);
  gboolean (*is_read_only) (GwStore *self);
  void (*close) (GwStore *self);

  GwProjectInfo *(*get_info) (GwStore *self, GCancellable *cancellable, GError **error);
  gboolean (*set_info) (GwStore *self, const GwProjectInfo *info, GCancellable *cancellable, GError **error);
  char *(*get_setting) (GwStore *self, const char *name, GCancellable *cancellable, GError **error);
  gboolean (*set_setting) (GwStore *self, const char *name, const char *value, GCancellable *cancellable,
                           GError **error);

  GPtrArray *(*list_roots) (GwStore *self, GCancellable *cancellable, GError **error);
  gint64 (*add_root) (GwStore *self, const char *folder, GCancellable *cancellable, GError **error);
  gboolean (*relocate_root) (GwStore *self, gint64 root_id, const char *folder, GCancellable *cancellable,
                             GError **error);
  /* folders NULL: root ids are those of roots. */
  gboolean (*add_images) (GwStore *self, const char *const *folders, GPtrArray *images, guint *n_added,
                          GCancellable *cancellable, GError **error);
  /* limit 0: all. */
  GArray *(*list_image_ids) (GwStore *self, const GwFilter *filter, GwSort sort, guint limit, GCancellable *cancellable,
                             GError **error);
  gint64 (*count_images) (GwStore *self, const GwFilter *filter, GCancellable *cancellable, GError **error);
  GPtrArray *(*get_images) (GwStore *self, const gint64 *ids, gsize n_ids, GCancellable *cancellable, GError **error);
  gboolean (*find_image) (GwStore *self, gint64 root_id, const char *path, gint64 *id, GCancellable *cancellable,
                          GError **error);
  gboolean (*foreach_path) (GwStore *self, GwStorePathFunc func, gpointer data, GCancellable *cancellable,
                            GError **error);
  gboolean (*set_file_facts) (GwStore *self, GPtrArray *images, GCancellable *cancellable, GError **error);
  GPtrArray *(*count_facet) (GwStore *self, const GwFilter *filter, GwField field, GCancellable *cancellable,
                             GError **error);

  GPtrArray *(*list_classes) (GwStore *self, gboolean with_archived, GCancellable *cancellable, GError **error);
  gboolean (*save_classes) (GwStore *self, GPtrArray *classes, GCancellable *cancellable, GError **error);
  gboolean (*remove_class) (GwStore *self, gint64 class_id, gboolean *archived, GCancellable *cancellable,
                            GError **error);
  gboolean (*is_class_used) (GwStore *self, gint64 class_id, gboolean *used, GCancellable *cancellable, GError **error);
  GPtrArray *(*list_layers) (GwStore *self, GCancellable *cancellable, GError **error);
  gint64 (*ensure_layer) (GwStore *self, const GwLayer *layer, GCancellable *cancellable, GError **error);
  gboolean (*count_layer) (GwStore *self, gint64 layer_id, gint64 *n_labeled, gint64 *n_objects,
                           GCancellable *cancellable, GError **error);

  GPtrArray *(*load_objects) (GwStore *self, gint64 image_id, gint64 layer_id, GCancellable *cancellable,
                              GError **error);
  GArray *(*load_labels) (GwStore *self, gint64 image_id, gint64 layer_id, GCancellable *cancellable, GError **error);
  GArray *(*load_absent) (GwStore *self, gint64 image_id, gint64 layer_id, GCancellable *cancellable, GError **error);
  GStrv (*list_tags) (GwStore *self, GCancellable *cancellable, GError **error);
  GStrv (*list_people) (GwStore *self, GCancellable *cancellable, GError **error);

  gboolean (*apply_edit) (GwStore *self, GwEdit *edit, GCancellable *cancellable, GError **error);
  GwEdit *(*undo) (GwStore *self, gint64 image_id, GCancellable *cancellable, GError **error);
  GwEdit *(*redo) (GwStore *self, gint64 image_id, GCancellable *cancellable, GError **error);
  GwEdit *(*undo_step) (GwStore *self, gint64 edit_id, GCancellable *cancellable, GError **error);
  GwEdit *(*redo_step) (GwStore *self, gint64 edit_id, GCancellable *cancellable, GError **error);
  gboolean (*get_history_state) (GwStore *self, gint64 image_id, GwHistoryState *state, GCancellable *cancellable,
                                 GError **error);
  GPtrArray *(*list_history) (GwStore *self, gint64 image_id, guint limit, GCancellable *cancellable, GError **error);

  gint64 (*bulk_label) (GwStore *self, const gint64 *image_ids, gsize n, const gint64 *class_ids, gsize n_classes,
                        GwBulkMode mode, const char *name, GCancellable *cancellable, GError **error);
  gint64 (*bulk_tag) (GwStore *self, const gint64 *image_ids, gsize n, const char *tag, gboolean on,
                      GCancellable *cancellable, GError **error);
  gint64 (*bulk_split) (GwStore *self, const gint64 *image_ids, gsize n, const char *split, GCancellable *cancellable,
                        GError **error);
  gint64 (*bulk_trash) (GwStore *self, const gint64 *image_ids, gsize n, gboolean trash, GCancellable *cancellable,
                        GError **error);

  gboolean (*save_draft) (GwStore *self, gint64 image_id, const char *person, const char *payload,
                          GCancellable *cancellable, GError **error);
  char *(*load_draft) (GwStore *self, gint64 image_id, const char *person, GCancellable *cancellable, GError **error);

  gint64 (*keep_set) (GwStore *self, const char *title, const gint64 *ids, gsize n, GCancellable *cancellable,
                      GError **error);
  gboolean (*check_filter) (GwStore *self, const GwFilter *filter, GCancellable *cancellable, GError **error);
  GArray *(*list_unmeasured) (GwStore *self, const GwFilter *filter, GCancellable *cancellable, GError **error);
  gboolean (*save_measures) (GwStore *self, const GwMeasure *measures, gsize n, GCancellable *cancellable,
                             GError **error);
  gboolean (*foreach_measure) (GwStore *self, const GwFilter *filter, GwMeasureFunc func, gpointer data,
                               GCancellable *cancellable, GError **error);
  gboolean (*foreach_row) (GwStore *self, const GwFilter *filter, gint64 layer_id, const GwRowFuncs *funcs,
                           gpointer data, GCancellable *cancellable, GError **error);

  gboolean (*import) (GwStore *self, const GwImportSpec *spec, GwRecordFunc next, gpointer data, GwImportCounts *counts,
                      GCancellable *cancellable, GError **error);
  gboolean (*export) (GwStore *self, const GwFilter *filter, const gint64 *layer_ids, gsize n_layers, GwRecordSink func,
                      gpointer data, GCancellable *cancellable, GError **error);
  GwRecordHead *(*get_head) (GwStore *self, gint64 layer_id, GCancellable *cancellable, GError **error);
  gboolean (*list_attributes) (GwStore *self, GwRecordHead *head, GCancellable *cancellable, GError **error);
  gboolean (*foreach_line) (GwStore *self, const char *format, GwLineSink func, gpointer data,
                            GCancellable *cancellable, GError **error);

  /* Whether the actor may is checked by then as far as the actor's own roles tell. */
  gint64 (*count_accounts) (GwStore *self, GCancellable *cancellable, GError **error);
  GPtrArray *(*list_accounts) (GwStore *self, GCancellable *cancellable, GError **error);
  /* By name, or by id where name is NULL. */
  GwAccount *(*find_account) (GwStore *self, const char *name, gint64 id, GCancellable *cancellable, GError **error);
  gint64 (*add_account) (GwStore *self, const GwAccount *account, const char *password, GCancellable *cancellable,
                         GError **error);
  gboolean (*change_account) (GwStore *self, const GwAccount *account, GCancellable *cancellable, GError **error);
  gboolean (*reopen_account) (GwStore *self, gint64 account_id, GCancellable *cancellable, GError **error);
  GwCredentials *(*load_credentials) (GwStore *self, gint64 account_id, GCancellable *cancellable, GError **error);
  gboolean (*set_password) (GwStore *self, gint64 account_id, const char *password, GCancellable *cancellable,
                            GError **error);
  gboolean (*set_second_factor) (GwStore *self, gint64 account_id, const guint8 *secret, const char *const *codes,
                                 GCancellable *cancellable, GError **error);
  gboolean (*note_sign_in) (GwStore *self, gint64 account_id, gint64 totp_step, GCancellable *cancellable,
                            GError **error);
  gboolean (*note_failure) (GwStore *self, gint64 account_id, guint *n_failures, GCancellable *cancellable,
                            GError **error);
  gboolean (*use_recovery_code) (GwStore *self, gint64 account_id, const char *code, gboolean *used,
                                 GCancellable *cancellable, GError **error);
  gboolean (*make_invitation) (GwStore *self, gint64 account_id, const char *code, gint64 expires,
                               GCancellable *cancellable, GError **error);
  GwAccount *(*find_invitation) (GwStore *self, const char *code, GCancellable *cancellable, GError **error);
  gint64 (*redeem_invitation) (GwStore *self, const char *code, const char *password, GCancellable *cancellable,
                               GError **error);
  GPtrArray *(*list_teams) (GwStore *self, GCancellable *cancellable, GError **error);
  gint64 (*add_team) (GwStore *self, const GwTeam *team, GCancellable *cancellable, GError **error);
  gboolean (*change_team) (GwStore *self, const GwTeam *team, GCancellable *cancellable, GError **error);
  GPtrArray *(*list_audit) (GwStore *self, const GwAuditFilter *filter, guint limit, GCancellable *cancellable,
                            GError **error);
  gboolean (*note_export) (GwStore *self, const char *format, const char *target, GCancellable *cancellable,
                           GError **error);
  gboolean (*check_audit) (GwStore *self, gint64 *broken, char **newest, GCancellable *cancellable, GError **error);

  gboolean (*check) (GwStore *self, gboolean *sound, GPtrArray **findings, GCancellable *cancellable, GError **error);
  gboolean (*back_up) (GwStore *self, char **path, GCancellable *cancellable, GError **error);
};

G_END_DECLS
