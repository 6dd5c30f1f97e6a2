"""What templates about people ask for."""

from django import template
from django.http import HttpRequest

from accounts import demo, mail

register = template.Library()


@register.simple_tag
def demo_personas(request: HttpRequest) -> tuple[demo.Persona, ...]:
    """Sample people to sign in as; nobody unless this request may."""
    return demo.personas(request)


@register.simple_tag
def is_mail_held() -> bool:
    """Whether mails go to the administrator, who passes them on."""
    return mail.is_mail_held()
