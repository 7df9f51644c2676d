/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-shape-json.h"

G_BEGIN_DECLS

/* Sets GW_ERROR_INVALID: `what` (a sentence without its full stop, marked by
 * N_() and translated here, where it is needed) and where the reader stands.
 * Always FALSE.
 */
gboolean _gw_shape_json_fail (GwJsonReader *reader, GError **error, const char *what);

/* Whether the token at hand is `wanted`; else `what` is the error. */
gboolean _gw_shape_json_is (GwJsonReader *reader, GwJsonToken wanted, const char *what, GError **error);

G_END_DECLS
