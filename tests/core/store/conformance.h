/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store-fixture.h"

/* The conformance suite: what every back end of GwStore must do, a file for
 * each group of verbs.
 */
void conformance_add_project_tests (const StoreBackend *backend);
void conformance_add_image_tests (const StoreBackend *backend);
void conformance_add_filter_tests (const StoreBackend *backend);
void conformance_add_class_tests (const StoreBackend *backend);
void conformance_add_edit_tests (const StoreBackend *backend);
void conformance_add_bulk_tests (const StoreBackend *backend);
void conformance_add_attribute_tests (const StoreBackend *backend);
void conformance_add_import_tests (const StoreBackend *backend);
void conformance_add_import_again_tests (const StoreBackend *backend);
void conformance_add_import_layer_tests (const StoreBackend *backend);
void conformance_add_import_merge_tests (const StoreBackend *backend);
void conformance_add_care_tests (const StoreBackend *backend);
void conformance_add_export_tests (const StoreBackend *backend);
void conformance_add_insights_tests (const StoreBackend *backend);
void conformance_add_account_tests (const StoreBackend *backend);
void conformance_add_sign_in_tests (const StoreBackend *backend);
void conformance_add_team_tests (const StoreBackend *backend);
void conformance_add_audit_tests (const StoreBackend *backend);
void conformance_add_permission_tests (const StoreBackend *backend);
