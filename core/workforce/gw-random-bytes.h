/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* n random bytes of the system, fit for secrets. FALSE with GW_ERROR_IO where it gives none. */
gboolean gw_random_bytes (guint8 *bytes, gsize n, GError **error);

G_END_DECLS
