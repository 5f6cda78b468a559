"""Sectors of excellence: four or five of a city, with what proves it, what it offers and seeks."""

from __future__ import annotations

import uuid

from django.db import models

from territoria_web.people.models import User
from territoria_web.territories.models import Territory


class SectorList(models.Model):
    """A city's sectors; everybody reads them once they are four or five and were published."""

    territory = models.OneToOneField(
        Territory, on_delete=models.CASCADE, related_name="sector_list"
    )
    edit = models.PositiveIntegerField(default=0)
    published = models.DateTimeField(null=True)
    published_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"sectors of {self.territory_id}"


class Sector(models.Model):
    """A sector in which a city is strong. ``nace``: division, or "" with ``emerging`` as its name.
    ``jobs``, ``all_jobs`` of the city, ``reference_jobs``, ``reference_all`` of ``reference`` in
    ``year``: what the specialisation quotient is computed from; none where they are not known.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    list = models.ForeignKey(SectorList, on_delete=models.CASCADE, related_name="sectors")
    nace = models.CharField(max_length=4, blank=True)
    emerging = models.CharField(max_length=100, blank=True)
    proof = models.TextField(blank=True)
    proof_url = models.URLField(max_length=500, blank=True)
    firms = models.PositiveIntegerField(null=True)
    jobs = models.PositiveIntegerField(null=True)
    all_jobs = models.PositiveIntegerField(null=True)
    reference = models.CharField(max_length=100, blank=True)
    reference_jobs = models.PositiveIntegerField(null=True)
    reference_all = models.PositiveIntegerField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=200, blank=True)
    offers = models.CharField(max_length=300, blank=True)
    seeks = models.CharField(max_length=300, blank=True)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.nace or self.emerging
