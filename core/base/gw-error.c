/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-error.h"

#include <errno.h>
#include <glib/gi18n.h>

G_DEFINE_QUARK (gw - error - quark, gw_error)

const char *
gw_error_advise_reading (int code)
{
  switch (code)
    {
    case EACCES:
    case EPERM:
      return _ ("Ask its owner for permission to read it.");
    case ENOENT:
    case ENOTDIR:
    case ENAMETOOLONG:
      return _ ("Check the path.");
    case EISDIR:
      return _ ("Name a file.");
    default:
      return _ ("Check the disk that it is on, and try again.");
    }
}

const char *
gw_error_advise_writing (int code)
{
  switch (code)
    {
    case EACCES:
    case EPERM:
      return _ ("Choose another place, or ask for permission to write there.");
    case EROFS:
      return _ ("Choose another place.");
    case ENOTDIR:
      return _ ("Check the path: a part of it is a file.");
    case ENAMETOOLONG:
      return _ ("Choose a shorter name.");
    default:
      return _ ("Choose another place, or check the disk and try again.");
    }
}
