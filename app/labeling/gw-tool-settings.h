/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-tool-options.h"

G_BEGIN_DECLS

/* The options of all tools as somebody left them; every change is kept in the
 * setting "tool-options". What a hint marks begins with the object each time.
 */
GwToolOptions *gw_tool_settings_open (GSettings *settings);

G_END_DECLS
