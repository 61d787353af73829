// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "liar.h"
#include "store-fixture.h"
#include "sync/delivery.h"

G_BEGIN_DECLS

#define AT_ONCE_US (20 * 1000)
#define NEVER_US ((gint64) G_TIME_SPAN_DAY)

/**
 * A hub with a memory, for a liar to answer with: it takes bundles as the wire has it, so that a test sees what
 * arrived, and how often.
 */
typedef struct
{
  GMutex lock;
  GHashTable *held; /* id → receipt */
  guint n_new, n_same;
  guint in_flight, most_in_flight;
  GHashTable *refused; /* ids that it answers with @refusal */
  int refusal;
  gsize max_intakes, max_bytes; /* beyond: 413 in a proxy's words */
  char *content;                /* the digest of its newest pack; NULL: it does not say */
} Hub;

/* A store with the hub of a liar, and what its sync said. */
typedef struct
{
  StoreFixture store;
  Liar *liar;
  Hub hub;
  char *url;
  StippleDeliveryPace pace;
  StippleHttpOptions options;
  StippleSync *sync;
  GPtrArray *delivered; /* ids, as signalled */
  GPtrArray *packs;     /* StipplePack, as signalled */
} SyncFixture;

void sync_fixture_set_up (SyncFixture *f, gconstpointer data);
/* Nobody has set one for the staff drawer: so it is at first, and a liar in the place of the first has to say so. */
void sync_fixture_say_no_pin (SyncFixture *f);
void sync_fixture_tear_down (SyncFixture *f, gconstpointer data);

/* @n sample intakes; their ids in order. */
GPtrArray *sync_fixture_save (SyncFixture *f, guint n);
void sync_fixture_start (SyncFixture *f);
void sync_fixture_stop (SyncFixture *f);
/* Stops what goes on; @fastest (s) is what this took, when it was less: a busy machine is not the sync's. */
void sync_fixture_time_stop (SyncFixture *f, double *fastest);
#define N_STOPS 5
#define STOP_S 0.8
/* Stop, reopen the store, start. */
void sync_fixture_restart (SyncFixture *f);

StippleSyncState sync_fixture_state (SyncFixture *f);
guint sync_fixture_waiting (SyncFixture *f);
gboolean sync_fixture_advises (SyncFixture *f, const char *words); /* "": nothing */
/* Idle, nothing waits, and a look for content has been made. */
gboolean sync_fixture_is_done (SyncFixture *f);
guint sync_fixture_count (SyncFixture *f, StippleDeliveryState state);
/* How many bundles went out. */
guint sync_fixture_posts (SyncFixture *f);
guint sync_fixture_looks (SyncFixture *f);

/* Iterates until @condition; fails after two minutes. */
#define WAIT_UNTIL(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 deadline_ = g_get_monotonic_time () + 120 * G_USEC_PER_SEC;                             \
    while (!(condition))                                                                           \
      {                                                                                            \
        g_assert_cmpint (g_get_monotonic_time (), <, deadline_);                                   \
        sync_fixture_iterate ();                                                                   \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END
/* The main context, for some ms at the most. */
void sync_fixture_iterate (void);
/* Long enough for what should not happen to happen. */
void sync_fixture_watch (void);

/* --- Replies of the hub; @data is the Hub. */
gboolean hub_good (const LiarRequest *request, GIOStream *connection, GCancellable *end,
                   gpointer data);
/* It commits, and the reply is lost, or cut. */
gboolean hub_forgets_to_reply (const LiarRequest *request, GIOStream *connection, GCancellable *end,
                               gpointer data);
gboolean hub_reply_cut (const LiarRequest *request, GIOStream *connection, GCancellable *end,
                        gpointer data);
guint hub_holds (Hub *hub);

/* An OperationOutcome under @status, as raw reply. Transfer full. */
char *raw_outcome (const char *status, const char *diagnostics);
/* Somebody's web page. */
char *raw_page (const char *status, const char *headers);

G_END_DECLS
