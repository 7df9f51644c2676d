/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Defines TypeName's boxed type as G_DEFINE_BOXED_TYPE() does, without the
 * transparent union inside that one, at which -Wpedantic warns.
 */
#define GW_DEFINE_BOXED_TYPE(TypeName, type_name, copy_func, free_func) \
  GType type_name##_get_type (void) \
  { \
    static gsize type; \
\
    if (g_once_init_enter (&type)) \
      g_once_init_leave (&type, \
                         g_boxed_type_register_static (g_intern_static_string (#TypeName), (GBoxedCopyFunc) copy_func, \
                                                       (GBoxedFreeFunc) free_func)); \
    return type; \
  }

G_END_DECLS
