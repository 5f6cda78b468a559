"""Who, in which role; and the journal of who did what, when, before and after."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.translation import gettext

from territoria_web.territories.models import Territory

FORMER = "@former.invalid"  # what stands in place of the address of an account that was deleted


class UserManager(BaseUserManager["User"]):
    """Accounts are named by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new account; without password it signs in by link only."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An operator of this installation."""
        return self.create_user(email, password, is_operator=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """An account. ``is_operator``: runs this installation, and proves it with a second factor."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150, blank=True)
    language = models.CharField(max_length=8, default="en")
    is_operator = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)
    calendars_renewed = models.PositiveIntegerField(
        default=0, help_text="how often; older addresses of calendars open nothing"
    )

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        if self.is_former:
            return gettext("a former colleague")
        return self.name or self.email

    @property
    def is_former(self) -> bool:
        """The account was deleted; what is left names nobody and keeps the journal whole."""
        return self.email.endswith(FORMER)


class Organisation(models.Model):
    """A body: a network of territories, a company, a university, an authority …"""

    class Kind(models.TextChoices):
        NETWORK = "network"
        COMPANY = "company"
        KNOWLEDGE = "knowledge"
        AUTHORITY = "authority"
        SOCIETY = "society"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=Kind)
    territories = models.ManyToManyField(Territory, blank=True, related_name="organisations")

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What someone is in a territory, a network or an organisation."""

    LEAD = "lead"
    EDITOR = "editor"
    EXPERT = "expert"
    VIEWER = "viewer"
    SECRETARIAT = "secretariat"
    MEMBER = "member"


class Membership(models.Model):
    """A role of an account, in exactly one territory or organisation."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role)
    territory = models.ForeignKey(
        Territory, null=True, blank=True, on_delete=models.CASCADE, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="memberships"
    )
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(territory__isnull=True) ^ models.Q(organisation__isnull=True),
                name="a_role_stands_in_one_place",
            ),
            models.UniqueConstraint(fields=("user", "territory"), name="one_role_in_a_territory"),
            models.UniqueConstraint(
                fields=("user", "organisation"), name="one_role_in_an_organisation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role} of {self.territory or self.organisation}"


class EntrySet(models.QuerySet["Entry"]):
    """Lines of the journal: read and added, never changed nor deleted."""

    def update(self, **fields: Any) -> int:
        """Never: ValueError."""
        raise ValueError(UNCHANGED)

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        """Never: ValueError."""
        raise ValueError(UNCHANGED)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Never: ValueError."""
        raise ValueError(UNDELETED)


UNCHANGED = "an entry of the journal is never changed"
UNDELETED = "an entry of the journal is never deleted"


class Entry(models.Model):
    """One line of the journal; written once, never changed."""

    when = models.DateTimeField(auto_now_add=True, db_index=True)
    who = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="entries")
    what = models.CharField(max_length=64)
    about = models.CharField(max_length=120, help_text="kind and public id of the thing")
    territory = models.ForeignKey(
        Territory, null=True, on_delete=models.SET_NULL, related_name="entries"
    )
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    objects = EntrySet.as_manager()

    class Meta:
        ordering = ("-when", "-pk")
        indexes = [models.Index(fields=("about", "-when"))]

    def __str__(self) -> str:
        return f"{self.when:%Y-%m-%d %H:%M} {self.what} {self.about}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it once; ValueError when someone tries to change it."""
        if not self._state.adding:
            raise ValueError(UNCHANGED)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Never: ValueError."""
        raise ValueError(UNDELETED)


class Token(models.Model):
    """A team's key to the API; only its digest is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(auto_now_add=True)
    last_used = models.DateTimeField(null=True)
    expires = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

    @property
    def handle(self) -> str:
        """Names the key in an address without telling it, nor how many keys there are."""
        return self.digest[:HANDLE]


HANDLE = 20
