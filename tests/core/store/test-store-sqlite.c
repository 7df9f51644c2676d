/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The conformance suite on the SQLite back end. */

#include "conformance.h"
#include "gw-store-sqlite.h"

static GwStore *
create (const char *folder, const GwProjectInfo *info, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "street.groundwork", NULL);

  return gw_store_sqlite_create (path, info, NULL, error);
}

static GwStore *
open_again (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "street.groundwork", NULL);

  return gw_store_sqlite_open (path, GW_STORE_OPEN_NO_BACKUP, NULL, error);
}

static const StoreBackend sqlite = { "sqlite", create, open_again };

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  conformance_add_project_tests (&sqlite);
  conformance_add_image_tests (&sqlite);
  conformance_add_class_tests (&sqlite);
  conformance_add_edit_tests (&sqlite);
  conformance_add_filter_tests (&sqlite);
  conformance_add_bulk_tests (&sqlite);
  conformance_add_attribute_tests (&sqlite);
  conformance_add_import_tests (&sqlite);
  conformance_add_import_again_tests (&sqlite);
  conformance_add_import_layer_tests (&sqlite);
  conformance_add_import_merge_tests (&sqlite);
  conformance_add_care_tests (&sqlite);
  conformance_add_export_tests (&sqlite);
  conformance_add_insights_tests (&sqlite);
  conformance_add_account_tests (&sqlite);
  conformance_add_sign_in_tests (&sqlite);
  conformance_add_team_tests (&sqlite);
  conformance_add_audit_tests (&sqlite);
  conformance_add_permission_tests (&sqlite);
  return g_test_run ();
}
