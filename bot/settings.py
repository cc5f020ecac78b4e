"""Settings: one frozen object, built once from the environment and `.env`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from index.errors import SettingError

PROXIES = ("http", "https", "socks5", "socks5h")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


def _separated(value: object) -> object:
    """``"1, 2"`` as ``["1", "2"]``."""
    if not isinstance(value, str):
        return value
    return [each.strip() for each in value.replace("，", ",").split(",") if each.strip()]


def _address(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise ValueError
    return value.rstrip("/")


def _level(value: str) -> str:
    if value.strip().upper() not in LEVELS:
        raise ValueError
    return value.strip().upper()


def _token(value: SecretStr) -> SecretStr:
    bare = value.get_secret_value().strip()
    if not (bare.isascii() and bare.isprintable()) or set(bare) & set(" /?#%"):
        raise ValueError
    return SecretStr(bare)


def _proxy(value: SecretStr) -> SecretStr:
    address = urlsplit(value.get_secret_value().strip())
    if address.scheme not in PROXIES or not address.hostname:
        raise ValueError
    return SecretStr(address.geturl())


def _public(value: str) -> str:
    address = urlsplit(value.strip())
    if address.scheme != "https" or not address.hostname or address.query or address.fragment:
        raise ValueError
    return value.strip()


def _listen(value: str) -> str:
    host, _, port = value.strip().rpartition(":")
    if not host or not port.isdecimal() or not 1 <= int(port) <= 65535:
        raise ValueError
    return value.strip()


def _secret(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{8,256}", value.get_secret_value()):
        raise ValueError
    return value


def _people(value: frozenset[int]) -> frozenset[int]:
    if any(each <= 0 for each in value):
        raise ValueError
    return value


Ids = Annotated[frozenset[int], NoDecode, BeforeValidator(_separated)]


class Settings(BaseSettings):
    """Everything an operator can set; each field's description says what its value must be.

    Command-line options go on top with ``settings.model_copy(update={...})``.
    """

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    articles: Path = Field(
        Path("seeds"), validation_alias="WENBAO_ARTICLES", description="文章文件夹"
    )
    data: Path = Field(Path(".wenbao"), validation_alias="WENBAO_DATA", description="数据文件夹")
    encoder: str | None = Field(
        None, validation_alias="WENBAO_ENCODER", description="编码模型的名字或文件夹"
    )
    user_dictionary: Path | None = Field(
        None, validation_alias="WENBAO_USER_DICTIONARY", description="分词词典文件"
    )
    synonyms: Path | None = Field(
        None, validation_alias="WENBAO_SYNONYMS", description="同义词文件"
    )
    telegram_bot_token: Annotated[SecretStr, AfterValidator(_token)] | None = Field(
        None, validation_alias="TELEGRAM_BOT_TOKEN", description="@BotFather 给的整串令牌"
    )
    telegram_api: Annotated[str, AfterValidator(_address)] = Field(
        "https://api.telegram.org",
        validation_alias="WENBAO_TELEGRAM_API",
        description="http:// 或 https:// 开头的地址",
    )
    log_level: Annotated[str, AfterValidator(_level)] = Field(
        "INFO",
        validation_alias="WENBAO_LOG_LEVEL",
        description="DEBUG、INFO、WARNING、ERROR 之一",
    )
    allowed_chats: Ids = Field(
        frozenset(),
        validation_alias="WENBAO_ALLOWED_CHATS",
        description="用逗号隔开的会话数字编号，留空是不限",
    )
    allowed_users: Ids = Field(
        frozenset(),
        validation_alias="WENBAO_ALLOWED_USERS",
        description="用逗号隔开的用户数字编号，留空是不限",
    )
    admins: Annotated[Ids, AfterValidator(_people)] = Field(
        frozenset(),
        validation_alias="WENBAO_ADMINS",
        description="用逗号隔开的管理员数字编号（正数），留空是没有管理员",
    )
    upload_mb: int = Field(
        5,
        ge=1,
        le=20,
        validation_alias="WENBAO_UPLOAD_MB",
        description="1 到 20 的整数（管理员发来的文件最大多少 MB）",
    )
    proxy: Annotated[SecretStr, AfterValidator(_proxy)] | None = Field(
        None,
        validation_alias="WENBAO_PROXY",
        description="http://、https:// 或 socks5:// 开头的代理地址",
    )
    webhook_url: Annotated[str, AfterValidator(_public)] | None = Field(
        None,
        validation_alias="WENBAO_WEBHOOK_URL",
        description="https:// 开头的公网地址，留空是轮询",
    )
    webhook_listen: Annotated[str, AfterValidator(_listen)] = Field(
        "127.0.0.1:8443",
        validation_alias="WENBAO_WEBHOOK_LISTEN",
        description="主机:端口",
    )
    webhook_proof: Annotated[SecretStr, AfterValidator(_secret)] | None = Field(
        None,
        validation_alias="WENBAO_WEBHOOK_SECRET",
        description="8 到 256 个字母、数字、下划线或短横，留空是每次启动换一个",
    )
    metrics_port: int = Field(
        0,
        ge=0,
        le=65535,
        validation_alias="WENBAO_METRICS_PORT",
        description="0 到 65535 的整数（本机端口，0 是不开）",
    )
    questions_per_minute: int = Field(
        120,
        ge=1,
        le=100_000,
        validation_alias="WENBAO_QUESTIONS_PER_MINUTE",
        description="1 到 100000 的整数（每人每分钟的提问数）",
    )
    backlog_minutes: int = Field(
        10,
        ge=0,
        le=1440,
        validation_alias="WENBAO_BACKLOG_MINUTES",
        description="0 到 1440 的整数（积压多少分钟的消息就不再逐条回答，0 是都回答）",
    )

    @property
    def secrets(self) -> tuple[str, ...]:
        """What besides the token must not be told."""
        proxy = urlsplit(self.proxy.get_secret_value() if self.proxy else "")
        proof = self.webhook_proof.get_secret_value() if self.webhook_proof else ""
        known = (proxy.netloc if proxy.password else "", proxy.password or "", proof)
        return tuple(each for each in known if each)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The mapping that was handed in, then `.env`; never the process's own environment."""
        return init_settings, dotenv_settings


def load_settings(environment: Mapping[str, str], dotenv: Path | None = None) -> Settings:
    """The settings in ``environment``, then in the file ``dotenv``, then the defaults.

    An empty value counts as not set.

    :raises SettingError: one line with the key and its value; the token's value is left out.
    """
    keys = {str(field.validation_alias) for field in Settings.model_fields.values()}
    given: dict[str, Any] = {
        key: value for key, value in environment.items() if key in keys and value.strip()
    }
    given |= {"_env_file": dotenv, "_env_file_encoding": "utf-8-sig"}
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingError(_one_line(error)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"读不了 {dotenv}：{error}") from None


def _one_line(error: ValidationError) -> str:
    """What is wrong with the first bad value."""
    first = error.errors(include_url=False, include_context=False)[0]
    key = str(first["loc"][0])
    (field,) = (each for each in Settings.model_fields.values() if each.validation_alias == key)
    shown = "（不显示）" if "SecretStr" in str(field.annotation) else repr(first["input"])
    return f"设置 {key} 的值 {shown} 不能用，应为{field.description}"
