/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_MIXTURE_PRIVATE_H
#define GW_MIXTURE_PRIVATE_H

#include <stddef.h>
#include <stdint.h>

#include "gw-random.h"
#include "gw-status.h"

/* A mixture of Gaussians with full covariances over colours 0x__RRGGBB. */

#define GW_MIXTURE_MOST 8

typedef struct
{
  float mean[3];
  float inverse[6]; /* of the covariance: xx, yy, zz, and twice xy, xz, yz */
  float log_scale;  /* logarithm of the share and of what the density is at the mean */
} GwGaussian;

typedef struct
{
  unsigned n; /* 0: of no colours */
  GwGaussian parts[GW_MIXTURE_MOST];
} GwMixture;

/* Divides the colours in n parts or fewer by k-means, its centers begun far apart
 * by chance, and fits a Gaussian to each. GW_STATUS_NO_MEMORY, else GW_STATUS_OK.
 */
gw_status _gw_mixture_start (GwMixture *self, const uint32_t *colours, size_t n_colours, unsigned n, gw_random *random);

/* Gives each colour to the part that is likeliest, and fits the parts anew. What has
 * no colours left is dropped.
 */
void _gw_mixture_refit (GwMixture *self, const uint32_t *colours, size_t n_colours);

/* Logarithm of the density at a colour; never less than -1000. */
float _gw_mixture_log (const GwMixture *self, uint32_t colour);

#endif
