/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-import.h"

G_BEGIN_DECLS

/* What the import window lets a worker thread do. */
typedef enum
{
  GW_IMPORT_JOB_CHECK,
  GW_IMPORT_JOB_RUN,
  GW_IMPORT_JOB_RUN_AGAIN, /* in place of the import that was just made */
  GW_IMPORT_JOB_UNDO
} GwImportJob;

/* “Importing labels” */
const char *gw_import_job_get_title (GwImportJob kind);

/* Runs it until the work is cancelled; the import must be left alone meanwhile. */
void gw_import_job_start (GwImportJob kind, GwImport *import, GwWork *work, GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean gw_import_job_finish (GAsyncResult *result, GwImportJob *kind, GError **error);

G_END_DECLS
