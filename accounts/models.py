"""People who can sign in, and counts of attempts. Names belong to memberships."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from localisation.request import on_offer


class PersonManager(BaseUserManager["Person"]):
    """Finds and creates people by email address, ignoring case."""

    def hosts(self) -> models.QuerySet["Person"]:
        """Host administrators who can sign in."""
        return self.filter(is_staff=True, is_active=True)

    def known_as(self, email: str) -> "Person":
        """The person with this address, created if needed."""
        person = self.filter(email__iexact=email).first()
        return person or self.create_user(email)

    @transaction.atomic
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Person":
        """Create a person, whose address is proved by the code they first sign in with."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        EmailAddress.objects.create(user=person, email=person.email, primary=True)
        return person

    def create_superuser(
        self, email: str, password: str | None = None, **fields: object
    ) -> "Person":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def is_known(self, email: str) -> bool:
        """Whether someone has proved that they own the address, or has been given a role here."""
        tasked = Q(is_staff=True) | Q(may_register=True)
        proved = Q(emailaddress__verified=True)
        return self.filter(proved | tasked, email__iexact=email).exists()

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser, PermissionsMixin):
    """A person with an email address. `language` is empty until they have chosen one."""

    email = models.EmailField(_("email address"), unique=True)
    is_staff = models.BooleanField(_("host administrator"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    language = models.CharField(_("language"), max_length=15, blank=True)
    may_register = models.BooleanField(_("invited to register partnerships"), default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_any_case")]

    def __str__(self) -> str:
        return self.email

    @property
    def is_trusted(self) -> bool:
        """Whether partnerships they register need no approval."""
        return self.is_staff or self.may_register

    @property
    def written_in(self) -> str:
        """The language of emails to them."""
        return on_offer(self.language)


class Counter(models.Model):
    """A count of attempts, and when it expires; `config.counters` hides whose it is.

    The columns are those that `django.core.cache.backends.db.DatabaseCache` reads and writes.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.cache_key
