/* SPDX-License-Identifier: GPL-3.0-or-later */

#ifndef GW_GLIB_PCH_H
#define GW_GLIB_PCH_H

/* What nearly every file of these libraries reads, compiled once for each library: a third
 * of the time that building takes. Files include what they use all the same; a build with
 * -Db_pch=false holds them to it (tests/run --clang).
 */
#include <gio/gio.h>
#endif
