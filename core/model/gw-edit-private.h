/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-edit.h"

G_BEGIN_DECLS

/* For the reader of JSON, which learns them after the edit has begun. */
void _gw_edit_set_image_id (GwEdit *self, gint64 image_id);
void _gw_edit_set_name (GwEdit *self, const char *name);

G_END_DECLS
