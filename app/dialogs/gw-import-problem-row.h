/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gw-import.h"

G_BEGIN_DECLS

/* One kind of problem of an import's report: what it is, what was done, how
 * often, and when it is opened a table of the first examples. Where something
 * else can be done about it, a menu says so: it activates “import.choose”
 * with the code and the choice; “Locate…” activates “import.locate-missing”, and
 * the name of an image, after the import, “import.open-image” with it.
 */
GtkWidget *gw_import_problem_row_new (const GwImportReport *report, const char *code, const GwIntakeRules *rules);

/* Puts a choice of such a menu into the rules; FALSE for one that is in none. */
gboolean gw_import_problem_choose (GwIntakeRules *rules, const char *code, const char *choice);

G_END_DECLS
