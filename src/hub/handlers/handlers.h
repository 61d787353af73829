// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/router.h"

G_BEGIN_DECLS

/* One for each row of the route table, see wire/api.h for what goes in and out. */
StippleResponse *stipple_handle_post_bundle (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_metadata (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_find_questionnaire (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_find_responses (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_get_response (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_delete_response (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_find_patients (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_get_patient (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_get_content (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_post_content (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_get_media (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_put_media (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_enrol (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_post_enrol_code (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_list_devices (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_revoke_device (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_sign_in (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_sign_out (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_list_staff (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_post_staff (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_list_intakes (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_get_intake (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_get_version (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_correct_intake (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_delete_intake (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_post_state (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_post_note (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_post_letter (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_post_paper (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_get_paper (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_put_paper (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_export (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_list_changes (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_post_audit (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_list_audit (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_post_call (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_list_calls (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_answer_call (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_put_quarantine (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_ask_quarantine (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_list_quarantine (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_get_quarantine (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_fix_quarantine (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_send_again (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_dismiss_quarantine (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_put_tally (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_get_day_close (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_close_day (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_put_kiosk_pin (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_get_kiosk_pin (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_post_kiosk_events (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_health (StippleHub *hub, StippleRequest *request);
StippleResponse *stipple_handle_metrics (StippleHub *hub, StippleRequest *request);

G_END_DECLS
