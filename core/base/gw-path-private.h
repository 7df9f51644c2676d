/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-path.h"

G_BEGIN_DECLS

/* gw_path_open_beneath() part by part, for kernels without openat2() and for
 * links the kernel leaves alone. `root_fd` is the folder `root`, opened by the
 * caller. A descriptor, or -1 with errno.
 */
int _gw_path_open_by_hand (int root_fd, const char *root, const char *path);

G_END_DECLS
