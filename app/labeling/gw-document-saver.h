/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-document.h"
#include "gw-store.h"

G_BEGIN_DECLS

typedef enum
{
  GW_SAVE_SAVED, /* the disk has everything */
  GW_SAVE_SAVING,
  GW_SAVE_FAILED /* edits wait; gw_document_saver_get_error() says why */
} GwSaveState;

#define GW_TYPE_SAVE_STATE (gw_save_state_get_type ())
GType gw_save_state_get_type (void);

#define GW_TYPE_DOCUMENT_SAVER (gw_document_saver_get_type ())
G_DECLARE_FINAL_TYPE (GwDocumentSaver, gw_document_saver, GW, DOCUMENT_SAVER, GObject)

/* Hands what documents tell to the store: edits, undo and redo, one after
 * the other in the order in which they were made, each as soon as the one
 * before is on the disk. What the store answers (names of undo and redo, the
 * image's row, an edit undone) goes back into the document.
 *
 * Nothing is ever lost: when the store fails, everything waits as it is and
 * is tried again, by itself every few seconds where the reason may pass
 * (disk full, project busy), or when asked. Only an edit that contradicts
 * the store's state (GW_STORE_ERROR_CONFLICT) is dropped with those after it
 * of the same image, and "conflict" tells.
 *
 * Lives on the window's thread. Property "state" (GwSaveState, read-only).
 * Signals: "saved" (GwDocument *): something of this document is on the
 * disk; "conflict" (GwDocument *, GError *): read it again; "reload"
 * (GwDocument *): an undo changed more than its edit tells; "walked"
 * (GwDocument *, GwEdit *, gboolean redo): a step was undone or done again;
 * without an edit there was none.
 */
GwDocumentSaver *gw_document_saver_new (GwStore *store, const char *person);

/* Saves from now on what the document tells. */
void gw_document_saver_follow (GwDocumentSaver *self, GwDocument *document);
/* No more of it; what it told before is saved all the same. */
void gw_document_saver_unfollow (GwDocumentSaver *self, GwDocument *document);

/* Takes back an edit that was told before, and no other: where it is not the
 * image's last any more, "conflict" tells.
 */
void gw_document_saver_undo_step (GwDocumentSaver *self, GwDocument *document, GwEdit *edit);

GwSaveState gw_document_saver_get_state (GwDocumentSaver *self);
/* Why the last try failed; NULL else. */
const GError *gw_document_saver_get_error (GwDocumentSaver *self);
/* Edits and steps of undo that are not on the disk. */
guint gw_document_saver_get_n_waiting (GwDocumentSaver *self);

/* The document of an image with something that waits: it is ahead of the
 * store, so that opening the image again must take this one. (transfer none)
 * (nullable)
 */
GwDocument *gw_document_saver_find (GwDocumentSaver *self, gint64 image_id);

void gw_document_saver_retry (GwDocumentSaver *self);
/* Gives up what waits; the documents are to be read again. */
void gw_document_saver_discard (GwDocumentSaver *self);

G_END_DECLS
