"""The only writers of accounts, devices and what proves who a person is."""

from .accounts import (
    INVITATION_DAYS,
    accept_invitation,
    close_account,
    create_person,
    invite,
    open_demo_account,
    open_invitation,
    reopen_account,
)
from .devices import end_device, note_failed_sign_in, note_idle_accounts, open_device, sign_out_everywhere
from .factors import (
    begin_application,
    confirm_application,
    ensure_recovery_codes,
    make_recovery_codes,
    prove_by_code,
    remove_application,
    reset_factors,
)
from .keeping import (
    ask_address_change,
    change_password,
    confirm_address_change,
    open_address_change,
    rename,
    replace_address,
    strengthen_password,
)
from .links import open_account, open_link, recover_password, send_link, use_sign_in_link
from .passkeys import add_passkey, ask_passkey, name_passkey, prove_by_passkey, remove_passkey

__all__ = [
    "INVITATION_DAYS",
    "accept_invitation",
    "add_passkey",
    "ask_address_change",
    "ask_passkey",
    "begin_application",
    "change_password",
    "close_account",
    "confirm_address_change",
    "confirm_application",
    "create_person",
    "end_device",
    "ensure_recovery_codes",
    "invite",
    "make_recovery_codes",
    "name_passkey",
    "note_failed_sign_in",
    "note_idle_accounts",
    "open_account",
    "open_address_change",
    "open_demo_account",
    "open_device",
    "open_invitation",
    "open_link",
    "prove_by_code",
    "prove_by_passkey",
    "recover_password",
    "remove_application",
    "remove_passkey",
    "rename",
    "reopen_account",
    "replace_address",
    "reset_factors",
    "send_link",
    "sign_out_everywhere",
    "strengthen_password",
    "use_sign_in_link",
]
