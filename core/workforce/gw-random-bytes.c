/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-random-bytes.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <sys/random.h>

#include "gw-error.h"

gboolean
gw_random_bytes (guint8 *bytes, gsize n, GError **error)
{
  gsize n_read = 0;

  while (n_read < n)
    {
      const gssize got = getrandom (bytes + n_read, n - n_read, 0);

      if (got > 0)
        n_read += (gsize) got;
      else if (got < 0 && errno != EINTR)
        {
          g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("The system gives no random numbers to make a secret of: %s."),
                       g_strerror (errno));
          return FALSE;
        }
    }

  return TRUE;
}
