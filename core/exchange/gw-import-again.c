/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-import-private.h"

#include <glib/gi18n.h>

#include "gw-error.h"

/* The steps of an import from one on, in the order that they were made in; FALSE at
 * the first that somebody's step keeps from being done again.
 */
static gboolean
redo_steps (GwImport *self, const GwImportCounts *counts, gint64 from, GError **error)
{
  for (gint64 id = from; id <= counts->edit_id; id++)
    {
      g_autoptr (GwEdit) edit = gw_store_redo_step (self->store, id, NULL, error);

      if (edit == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
undo_steps (GwImport *self, const GwImportCounts *counts, GCancellable *cancellable, GError **error)
{
  for (gint64 id = counts->edit_id; id >= counts->first_edit_id; id--)
    {
      g_autoptr (GwEdit) edit = gw_store_undo_step (self->store, id, cancellable, error);

      if (edit != NULL)
        continue;
      /* All of it or nothing; the first failure is the one to tell of. */
      if (id < counts->edit_id)
        redo_steps (self, counts, id + 1, NULL);
      return FALSE;
    }
  return TRUE;
}

gboolean
gw_import_undo (GwImport *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (GW_IS_IMPORT (self), FALSE);
  g_return_val_if_fail (self->report != NULL && self->report->counts.edit_id > 0, FALSE);

  if (undo_steps (self, &self->report->counts, cancellable, &failure))
    return TRUE;

  if (g_error_matches (failure, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT))
    g_set_error_literal (error, GW_ERROR, GW_ERROR_REFUSED,
                         _ ("Other steps were made after the import. Undo those first."));
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* After a failure: the project has the labels of the former import again, and
 * the report speaks of them; or, where somebody's step came between, neither.
 */
static gboolean
restore (GwImport *self, GwImportReport *former, GError **error)
{
  g_autoptr (GError) failure = NULL;

  /* Cancelling was meant for the import. */
  if (redo_steps (self, &former->counts, former->counts.first_edit_id, &failure))
    {
      g_clear_pointer (&self->report, gw_import_report_unref);
      self->report = gw_import_report_ref (former);
      return TRUE;
    }

  g_set_error (error, GW_ERROR, GW_ERROR_REFUSED,
               _ ("The first import was taken back and cannot be put back: %s Import the labels once more."),
               failure->message);
  return FALSE;
}

gboolean
gw_import_run_again (GwImport *self, GwWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwImportReport) former = NULL;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (GW_IS_IMPORT (self), FALSE);
  g_return_val_if_fail (self->report != NULL && !self->report->dry_run, FALSE);

  /* Where the last one could not be put back there is nothing to take back. */
  if (self->report->counts.edit_id > 0 && !gw_import_undo (self, cancellable, error))
    return FALSE;

  former = g_steal_pointer (&self->report);
  if (_gw_import_go (self, FALSE, work, cancellable, &failure))
    return TRUE;

  if (former->counts.edit_id == 0 && self->report->format == NULL)
    {
      gw_import_report_unref (self->report);
      self->report = g_steal_pointer (&former);
    }
  else if (former->counts.edit_id > 0 && !restore (self, former, error))
    return FALSE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
